using System.Globalization;
using Stet.Storage.Platform;

namespace Stet.Storage.Trash;

/// <summary>Takes the content of files into a record: by a link, or as a copy.</summary>
internal sealed class TrashTaking(string home, IReadOnlyList<TrashItem> known)
{
    private readonly Dictionary<string, TrashItem> items = known.ToDictionary(i => i.Path);
    private long copied;

    public IReadOnlyList<TrashItem> Items => [.. items.Values.OrderBy(i => i.Path, StringComparer.Ordinal)];

    public List<string> Unprotected { get; } = [];

    public void Take(string path, bool mayLink, Func<string, bool> isExcluded, bool isShared)
    {
        try
        {
            foreach (var item in PathState.Walk(path, isExcluded))
            {
                if (items.Count >= TrashStore.MostItems)
                {
                    Unprotected.Add($"{path} (more than {TrashStore.MostItems:N0} files)");
                    return;
                }

                Take(item, mayLink, isShared);
            }
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            Unprotected.Add($"{path} ({trouble.Message})");
        }
    }

    private void Take(TrashItem item, bool mayLink, bool isShared)
    {
        if (items.ContainsKey(item.Path))
        {
            return;
        }

        if (item.Kind != TrashKind.File)
        {
            items.Add(item.Path, item);
        }
        else if (FileIdentity.IsSpecial(item.Path))
        {
            Unprotected.Add($"{item.Path} (no ordinary file)");
        }
        else if (Store(item, mayLink, isShared) is { } stored)
        {
            items.Add(item.Path, item with { Stored = stored });
        }
    }

    /// <summary>The name under which its content is; null where it is too large to be copied.</summary>
    private string? Store(TrashItem item, bool mayLink, bool isShared)
    {
        var name = items.Count.ToString(CultureInfo.InvariantCulture);
        var path = Path.Combine(home, name);
        if (mayLink && FileLinks.TryLink(item.Path, path))
        {
            return name;
        }

        if (!isShared && copied + item.Size > TrashStore.MostCopied)
        {
            Unprotected.Add(string.Create(CultureInfo.InvariantCulture, $"{item.Path} ({item.Size / 1e6:N0} MB: more than {TrashStore.MostCopied >> 20} MB for one submission are not copied)"));
            return null;
        }

        copied += item.Size;
        File.Copy(item.Path, path);
        Durability.SyncPrivateFile(path);
        return name;
    }
}
