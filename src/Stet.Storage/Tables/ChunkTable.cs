using Microsoft.Data.Sqlite;
using Stet.Storage.Packs;
using Stet.Storage.Rows;
using Stet.Storage.Sql;

namespace Stet.Storage.Tables;

/// <summary>Where each chunk lies. Not in the commit log: the packs' own headers say it again.</summary>
internal static class ChunkTable
{
    public const string All = "SELECT hash, pack, position, length, sum FROM chunk";

    public static ChunkPlace? Find(Database database, ContentHash hash) =>
        database.First(All + " WHERE hash = $1", Read, hash.ToBytes())?.Place;

    public static List<ContentHash> Hashes(Database database) => database.All(All, row => Read(row).Hash);

    public static List<(ContentHash Hash, ChunkPlace Place)> InPack(Database database, int pack) =>
        [.. database.Stream(All, Read).Where(row => row.Place.Pack == pack).OrderBy(row => row.Place.Position).Select(row => (row.Hash, row.Place))];

    public static void Add(Database database, IEnumerable<(ContentHash Hash, ChunkPlace Place)> places)
    {
        foreach (var (hash, place) in places)
        {
            database.Do(
                "INSERT OR REPLACE INTO chunk VALUES($1, $2, $3, $4, $5)",
                hash.ToBytes(), place.Pack, place.Position, place.Length, new ChunkRow(hash, place).Sum());
        }
    }

    public static ChunkRow Read(SqliteDataReader row)
    {
        var chunk = new ChunkRow(Hashing.Read(Database.Blob(row, 0)!), new(row.GetInt32(1), row.GetInt64(2), row.GetInt32(3)));
        if (chunk.Place is not { Pack: > 0, Position: >= 0, Length: >= 0 and <= ChunkSize.Bytes })
        {
            throw new DamagedStoreException($"index of chunk {chunk.Hash}", "its place is impossible.");
        }

        return RowSums.Check(chunk, row.GetInt64(4), chunk.Sum(), $"index of chunk {chunk.Hash}");
    }

    internal sealed record ChunkRow(ContentHash Hash, ChunkPlace Place)
    {
        public long Sum() => RowSums.Of(to => to.Blob(Hash.ToBytes()).Int(Place.Pack).Int(Place.Position).Int(Place.Length));
    }
}
