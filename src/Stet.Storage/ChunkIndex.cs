using Stet.Storage.Packs;
using Stet.Storage.Tables;

namespace Stet.Storage;

/// <summary>The chunk table, behind the ledger's lock and its mending.</summary>
internal sealed class ChunkIndex(Ledger ledger) : IChunkIndex
{
    public ChunkPlace? Find(ContentHash hash) => ledger.Read((database, _) => ChunkTable.Find(database, hash));

    public ChunkPlace Demand(ContentHash hash) =>
        ledger.Read((database, _) => ChunkTable.Find(database, hash) ?? throw new DamagedStoreException($"chunk {hash}", "the store does not have it."));
}
