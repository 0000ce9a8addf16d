using System.Globalization;
using Stet.Storage.Platform;

namespace Stet.Storage.Trash;

/// <summary>Puts what is in one record in its places, and what is there by then into another.</summary>
internal sealed class TrashExchange
{
    private readonly string from;
    private readonly string to;
    private readonly IReadOnlyList<TrashItem> items;

    public TrashExchange(string from, string to, IReadOnlyList<TrashItem> items)
    {
        (this.from, this.to, this.items) = (from, to, items);
        Replaced = [.. items.Select((item, i) => PathState.Of(item.Path) is { Kind: TrashKind.File } now ? now with { Stored = i.ToString(CultureInfo.InvariantCulture) } : PathState.Of(item.Path))];
    }

    /// <summary>What is in the places now.</summary>
    public IReadOnlyList<TrashItem> Replaced { get; }

    public void Run()
    {
        foreach (var (now, item) in Replaced.Zip(items).Reverse())
        {
            Clear(now, item);
        }

        foreach (var item in items)
        {
            Put(item);
        }

        foreach (var item in items.Where(i => i.Kind == TrashKind.Folder).Reverse())
        {
            SetMode(item);
            FileTimes.SetModified(item.Path, item.Modified, isLink: false);
        }
    }

    private void Clear(TrashItem now, TrashItem wanted)
    {
        switch (now.Kind)
        {
            case TrashKind.File:
                File.Move(now.Path, Path.Combine(to, now.Stored));
                break;
            case TrashKind.Link:
                File.Delete(now.Path);
                break;
            case TrashKind.Folder when wanted.Kind != TrashKind.Folder && !Directory.EnumerateFileSystemEntries(now.Path).Any():
                Directory.Delete(now.Path);
                break;
        }
    }

    private void Put(TrashItem item)
    {
        switch (item.Kind)
        {
            case TrashKind.Folder:
                Directory.CreateDirectory(item.Path);
                break;
            case TrashKind.Link:
                Directory.CreateDirectory(Path.GetDirectoryName(item.Path)!);
                File.CreateSymbolicLink(item.Path, item.Target);
                FileTimes.SetModified(item.Path, item.Modified, isLink: true);
                break;
            case TrashKind.File:
                Directory.CreateDirectory(Path.GetDirectoryName(item.Path)!);
                File.Move(Path.Combine(from, item.Stored), item.Path);
                SetMode(item); // Its time came along.
                break;
        }
    }

    private static void SetMode(TrashItem item)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(item.Path, (UnixFileMode)item.Mode);
        }
    }
}
