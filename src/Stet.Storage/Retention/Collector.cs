using System.Globalization;
using Stet.Storage.Images;
using Stet.Storage.Packs;
using Stet.Storage.Sql;
using Stet.Storage.Tables;
using Stet.Storage.Units;

namespace Stet.Storage.Retention;

/// <summary>
/// Applies the retention policy. First one transaction drops rows; then packs that are mostly dead are copied and removed. A crash
/// between leaves only bytes that nobody refers to, for the next time.
/// </summary>
internal sealed class Collector(
    StoreFiles files, Ledger ledger, ChunkStore chunks, PackSet packs, UnitCache units, StoreOptions options)
{
    public RetentionReport Run()
    {
        var horizon = 0L;
        var (versions, images, dropped) = (0, 0, 0);
        ledger.Write("the retention of old versions", (database, into) =>
        {
            horizon = RetentionPolicy.Horizon(database, into.State, options);
            versions = database.Do("DELETE FROM binding WHERE until <= $1", horizon);
            database.Do("DELETE FROM version WHERE number < $1", horizon);
            (images, dropped) = DropContent(database);
            database.Do("PRAGMA incremental_vacuum");
            into.Limit(horizon, into.State.Settled);
        });
        if (versions + images > 0)
        {
            ledger.RenewLog();
        }

        var (unitCount, unitBytes) = units.Trim(options.UnitBytes);
        var freed = unitBytes + new PackCompaction(files, ledger, chunks, packs).Run();
        return new(
            horizon > 0 ? new(horizon) : null, versions, images, dropped, unitCount, freed, [.. Notes(horizon, versions, unitCount)]);
    }

    /// <summary>Marks what bindings refer to and deletes the rest; chunks that were put and not committed yet are left alone.</summary>
    private (int Images, int Chunks) DropContent(Database database)
    {
        var live = database.All("SELECT DISTINCT image FROM binding WHERE image IS NOT NULL", row => Hashing.Read(Database.Blob(row, 0)!)).ToHashSet();
        var used = new HashSet<ContentHash>();
        var deadImages = new List<ContentHash>();
        foreach (var image in database.Stream(ImageTable.All, ImageTable.Read))
        {
            var hash = Hashing.Read(image.Hash);
            if (live.Contains(hash))
            {
                used.UnionWith(ImageSplit.Chunks(image));
            }
            else
            {
                deadImages.Add(hash);
            }
        }

        var deadChunks = ChunkTable.Hashes(database).Where(hash => !used.Contains(hash) && !chunks.IsAwaited(hash)).ToList();
        deadImages.ForEach(hash => database.Do("DELETE FROM image WHERE hash = $1", hash.ToBytes()));
        deadChunks.ForEach(hash => database.Do("DELETE FROM chunk WHERE hash = $1", hash.ToBytes()));
        return (deadImages.Count, deadChunks.Count);
    }

    private static IEnumerable<Note> Notes(long horizon, int versions, int units)
    {
        if (versions > 0)
        {
            var text = string.Create(
                CultureInfo.InvariantCulture, $"{versions} old versions of values and definitions were dropped; states before {horizon} can no longer be looked at.");
            yield return new(NoteKind.Dropped, text, []);
        }

        if (units > 0)
        {
            yield return new(NoteKind.Dropped, string.Create(CultureInfo.InvariantCulture, $"{units} compiled units that were not used lately were dropped."), []);
        }
    }
}
