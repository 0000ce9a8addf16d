using Stet.Storage.Packs;
using Stet.Storage.Sql;
using Stet.Storage.Tables;

namespace Stet.Storage.Retention;

/// <summary>
/// Gives back the space of packs that are less than half alive: their live chunks are copied to another pack and synced, the index is
/// moved in one transaction, and only then the old file goes. A pack with a damaged chunk stays as it is.
/// </summary>
internal sealed class PackCompaction(StoreFiles files, Ledger ledger, ChunkStore chunks, PackSet packs)
{
    /// <returns>Bytes given back.</returns>
    public long Run()
    {
        var numbers = PackSet.Numbers(files.Chunks).Order().ToList();
        var before = numbers.Sum(packs.Length);
        foreach (var number in numbers.Where(IsMostlyDead))
        {
            if (chunks.TryRetire(number))
            {
                Move(number, ledger.Read((database, _) => ChunkTable.InPack(database, number)));
            }
        }

        return before - PackSet.Numbers(files.Chunks).Sum(packs.Length);
    }

    private bool IsMostlyDead(int number)
    {
        var live = ledger.Read((database, _) => ChunkTable.InPack(database, number)).Sum(chunk => (long)chunk.Place.Length);
        return live < (packs.Length(number) - ChunkRecord.FileHeaderBytes) / 2;
    }

    private void Move(int number, List<(ContentHash Hash, ChunkPlace Place)> live)
    {
        try
        {
            var moved = chunks.Copy(live);
            if (moved.Count > 0)
            {
                ledger.Write("the moving of chunks", (_, into) => into.Index(moved));
            }

            packs.Delete(number);
        }
        catch (DamagedStoreException trouble)
        {
            ledger.Say(new(NoteKind.Damaged, $"{PackFile.NameOf(number)} keeps its dead space: {trouble.Message}", [trouble.Part]));
        }
    }
}
