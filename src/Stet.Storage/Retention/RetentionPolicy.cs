using Stet.Storage.Images;
using Stet.Storage.Rows;
using Stet.Storage.Sql;
using Stet.Storage.Tables;

namespace Stet.Storage.Retention;

/// <summary>
/// Which state becomes the oldest one that can be looked at. Never later than the newest <see cref="StoreOptions.KeepVersions"/> versions
/// or than a submission that still runs. Within that: not superseded longer ago than KeepAge, and not beyond KeepBytes of what only
/// superseded versions hold.
/// </summary>
internal static class RetentionPolicy
{
    public static long Horizon(Database database, StateRow state, StoreOptions options)
    {
        var versions = Versions(database);
        if (versions.Count <= options.KeepVersions)
        {
            return state.Horizon;
        }

        var byAge = ByAge(versions, options.Clock.GetUtcNow() - options.KeepAge);
        var bySize = BySize(database, options.KeepBytes);
        var least = Math.Min(versions[Math.Max(0, options.KeepVersions - 1)].Number, OldestRunning(database, state));
        return Math.Max(state.Horizon, Math.Min(least, Math.Max(byAge, bySize)));
    }

    /// <summary>Newest first, with the time of their submissions.</summary>
    private static List<(long Number, long Ticks)> Versions(Database database) =>
        database.All(
            "SELECT v.number, e.ticks FROM version v JOIN entry e ON e.number = v.number ORDER BY v.number DESC",
            row => (row.GetInt64(0), row.GetInt64(1)));

    /// <summary>A version was superseded at the time of the next one; the first that was so before the limit is where the horizon lies.</summary>
    private static long ByAge(List<(long Number, long Ticks)> versions, DateTimeOffset limit) =>
        versions.FirstOrDefault(version => version.Ticks < limit.UtcTicks).Number;

    /// <summary>From the latest superseded row back until their bytes are more than allowed.</summary>
    private static long BySize(Database database, long allowed)
    {
        var seen = LiveContent(database);
        foreach (var (until, image, payload) in Superseded(database))
        {
            allowed -= payload + (image is { } hash ? NewBytes(database, hash, seen) : 0);
            if (allowed < 0)
            {
                return until;
            }
        }

        return 0;
    }

    private static IEnumerable<(long Until, ContentHash? Image, long Payload)> Superseded(Database database) =>
        database.Stream(
            "SELECT until, image, length(payload) FROM binding WHERE until < 9223372036854775807 ORDER BY until DESC",
            row => (row.GetInt64(0), Database.Blob(row, 1) is { } hash ? Hashing.Read(hash) : (ContentHash?)null, row.IsDBNull(2) ? 0 : row.GetInt64(2)));

    /// <summary>Images and chunks that the newest state needs: they cost nothing more.</summary>
    private static HashSet<ContentHash> LiveContent(Database database)
    {
        var seen = new HashSet<ContentHash>();
        foreach (var image in database.All(
            "SELECT DISTINCT image FROM binding WHERE until = 9223372036854775807 AND image IS NOT NULL", row => Hashing.Read(Database.Blob(row, 0)!)))
        {
            NewBytes(database, image, seen);
        }

        return seen;
    }

    private static long NewBytes(Database database, ContentHash image, HashSet<ContentHash> seen)
    {
        if (!seen.Add(image))
        {
            return 0;
        }

        var row = ImageTable.Find(database, image);
        var chunks = ImageSplit.Chunks(row).Where(seen.Add).Sum(chunk => (long)(ChunkTable.Find(database, chunk)?.Length ?? 0));
        return chunks + (row.Inline?.Length ?? 0) + row.Parts.Length + row.References.Length;
    }

    private static long OldestRunning(Database database, StateRow state) =>
        EntryTable.Running(database, state.Settled).DefaultIfEmpty(long.MaxValue).First();
}
