using System.Globalization;
using Stet.Storage.Platform;

namespace Stet.Storage.Trash;

/// <summary>Puts what is in one record in its places, and what is there by then into another.</summary>
internal sealed class TrashExchange
{
    private readonly string from;
    private readonly string to;
    private readonly IReadOnlyList<TrashItem> items;
    private readonly HashSet<string> inPlace;

    public TrashExchange(string from, string to, IReadOnlyList<TrashItem> items)
    {
        (this.from, this.to, this.items) = (from, to, items);
        Replaced = [.. items.Select((item, i) => PathState.Of(item.Path) is { Kind: TrashKind.File } now ? now with { Stored = i.ToString(CultureInfo.InvariantCulture) } : PathState.Of(item.Path))];
        inPlace = [.. Replaced.Zip(items).Where(p => IsInPlace(p.First, p.Second)).Select(p => p.Second.Path)];
    }

    /// <summary>
    /// A file with other names that was overwritten where it is: its content comes back in place, so that the other names have it too. What is in the record stays there until all is done.
    /// </summary>
    private bool IsInPlace(TrashItem now, TrashItem wanted) =>
        wanted.Kind == TrashKind.File && now.Kind == TrashKind.File && wanted.Identity.Length > 0 && wanted.Identity == now.Identity && FileIdentity.HasOtherNames(now.Path)
        && FileIdentity.Of(Path.Combine(from, wanted.Stored)) != now.Identity && IsWritable(now.Path);

    private static bool IsWritable(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
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
            case TrashKind.File when inPlace.Contains(now.Path):
                File.Copy(now.Path, Path.Combine(to, now.Stored));
                Durability.SyncPrivateFile(Path.Combine(to, now.Stored));
                break;
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
            case TrashKind.File when inPlace.Contains(item.Path):
                Refill(item);
                SetMode(item);
                FileTimes.SetModified(item.Path, item.Modified, isLink: false);
                break;
            case TrashKind.File:
                Directory.CreateDirectory(Path.GetDirectoryName(item.Path)!);
                File.Move(Path.Combine(from, item.Stored), item.Path);
                SetMode(item); // Its time came along.
                break;
        }
    }

    private void Refill(TrashItem item)
    {
        using var stored = File.OpenRead(Path.Combine(from, item.Stored));
        using var file = new FileStream(item.Path, FileMode.Open, FileAccess.Write);
        file.SetLength(0);
        stored.CopyTo(file);
        file.Flush(flushToDisk: true);
    }

    private static void SetMode(TrashItem item)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(item.Path, (UnixFileMode)item.Mode);
        }
    }
}
