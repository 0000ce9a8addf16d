using System.Globalization;
using System.Text.Json;
using Stet.Storage.Platform;

namespace Stet.Storage.Trash;

/// <summary>
/// What submissions are about to destroy, set aside in the store's folder before they run: <c>trash/12</c> for <c>In[12]</c>. A file that will only be deleted is
/// linked, which costs nothing; one that may be written to is copied (shared by the file system where it can), up to a limit. Bringing a record back exchanges it with what is
/// there by then, so that it can be undone in turn. Held by <c>TrashTests</c>.
/// </summary>
public sealed class TrashStore
{
    /// <summary>Bytes that are copied for one submission, at most; what the file system can share or link does not count.</summary>
    public const long MostCopied = 256L << 20;

    /// <summary>Files and folders that are set aside for one submission, at most.</summary>
    public const int MostItems = 100_000;

    private const string Index = "index.json";
    private const string After = ".after";

    private static readonly string[] Sharing = ["btrfs", "xfs", "apfs", "bcachefs"];

    private readonly string store;
    private readonly string folder;

    /// <param name="store">The store's folder; nothing in it is set aside.</param>
    public TrashStore(string store)
    {
        this.store = store;
        folder = Path.Combine(store, "trash");
    }

    /// <summary>The records there are, newest first.</summary>
    public IReadOnlyList<TrashRecord> All => !Directory.Exists(folder) ? [] :
        [.. Directory.EnumerateDirectories(folder).Select(Path.GetFileName).Where(n => n!.All(char.IsAsciiDigit)).Select(n => Read(n!)).OfType<TrashRecord>().OrderByDescending(r => r.Number)];

    /// <summary>Sets aside what is at these paths and below them.</summary>
    /// <param name="victims">Each with whether it will only be deleted: then a link protects it.</param>
    /// <returns>What could not be protected, with the reason.</returns>
    public IReadOnlyList<string> SetAside(long number, IEnumerable<(string Path, bool IsOnlyDeleted)> victims)
    {
        var home = Home(number);
        PrivateFiles.CreateFolder(folder);
        PrivateFiles.CreateFolder(home);
        var known = Read(Name(number))?.Items ?? [];
        var taken = new TrashTaking(home, known);
        foreach (var (path, isOnlyDeleted) in victims)
        {
            taken.Take(path, isOnlyDeleted, IsOfStore, IsShared(path));
        }

        Write(home, new(number, DateTimeOffset.Now, taken.Items));
        return taken.Unprotected;
    }

    /// <summary>After the run: forgets what is as it was.</summary>
    /// <returns>Whether anything was destroyed.</returns>
    public bool Settle(long number)
    {
        if (Read(Name(number)) is not { } record)
        {
            return false;
        }

        var gone = record.Items.Where(i => !PathState.IsSame(i, PathState.Of(i.Path))).ToList();
        var needed = record.Items.Where(i => gone.Contains(i) || i.Kind == TrashKind.Folder && gone.Any(g => g.Path.StartsWith(i.Path + "/", StringComparison.Ordinal))).ToList();
        foreach (var item in record.Items.Except(needed).Where(i => i.Stored.Length > 0))
        {
            File.Delete(Path.Combine(Home(number), item.Stored));
        }

        if (gone.Count == 0)
        {
            Directory.Delete(Home(number), recursive: true);
            return false;
        }

        Write(Home(number), record with { Items = needed });
        return true;
    }

    /// <summary>Brings back what a submission destroyed.</summary>
    /// <returns>The paths; empty where nothing of it is set aside.</returns>
    public IReadOnlyList<string> BringBack(long number) => Exchange(number, Name(number), Name(number) + After);

    /// <summary>Destroys it again, after <see cref="BringBack"/>.</summary>
    public IReadOnlyList<string> DestroyAgain(long number) => Exchange(number, Name(number) + After, Name(number));

    /// <summary>Drops records that are older, and the oldest while there is more in them.</summary>
    public void Prune(TimeSpan age, long bytes)
    {
        var left = 0L;
        foreach (var record in All)
        {
            left += record.Bytes;
            if (DateTimeOffset.Now - record.Time > age || left > bytes)
            {
                Drop(Name(record.Number));
            }
        }

        foreach (var after in Directory.Exists(folder) ? Directory.GetDirectories(folder, "*" + After) : [])
        {
            if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(after) > age)
            {
                Drop(Path.GetFileName(after));
            }
        }
    }

    private IReadOnlyList<string> Exchange(long number, string from, string to)
    {
        if (Read(from) is not { } record)
        {
            return [];
        }

        Drop(to);
        PrivateFiles.CreateFolder(Path.Combine(folder, to));
        var exchange = new TrashExchange(Path.Combine(folder, from), Path.Combine(folder, to), record.Items);
        Write(Path.Combine(folder, to), new(number, DateTimeOffset.Now, exchange.Replaced));
        exchange.Run();
        Drop(from);
        return [.. record.Items.Select(i => i.Path)];
    }

    private static bool IsShared(string path)
    {
        try
        {
            return Sharing.Contains(new DriveInfo(path).DriveFormat);
        }
        catch (Exception unknown) when (unknown is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private bool IsOfStore(string path) => path == store || path.StartsWith(store + "/", StringComparison.Ordinal);

    private static string Name(long number) => number.ToString(CultureInfo.InvariantCulture);

    private string Home(long number) => Path.Combine(folder, Name(number));

    private void Drop(string name)
    {
        if (Directory.Exists(Path.Combine(folder, name)))
        {
            Directory.Delete(Path.Combine(folder, name), recursive: true);
        }
    }

    private TrashRecord? Read(string name)
    {
        var index = Path.Combine(folder, name, Index);
        return File.Exists(index) ? JsonSerializer.Deserialize(File.ReadAllText(index), TrashJson.Default.TrashRecord) : null;
    }

    private static void Write(string home, TrashRecord record)
    {
        var index = Path.Combine(home, Index);
        File.WriteAllText(index + ".new", JsonSerializer.Serialize(record, TrashJson.Default.TrashRecord));
        Durability.SyncFile(index + ".new");
        File.Move(index + ".new", index, overwrite: true);
        Durability.SyncFolder(home);
    }
}
