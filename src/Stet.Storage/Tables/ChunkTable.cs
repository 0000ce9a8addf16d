using Stet.Storage.Packs;
using Stet.Storage.Sql;

namespace Stet.Storage.Tables;

/// <summary>
/// Where each chunk lies. Rows carry no sum: a wrong place yields bytes that do not match the hash.
/// </summary>
internal static class ChunkTable
{
    public static ChunkPlace? Find(Database database, ContentHash hash) =>
        database.First(
            "SELECT pack, position, length FROM chunk WHERE hash = $1",
            row => new Found(new(row.GetInt32(0), row.GetInt64(1), row.GetInt32(2))),
            hash.ToBytes())?.Place;

    public static void Add(Database database, List<(ContentHash Hash, ChunkPlace Place)> places)
    {
        foreach (var (hash, place) in places)
        {
            database.Do("INSERT OR REPLACE INTO chunk VALUES($1, $2, $3, $4)", hash.ToBytes(), place.Pack, place.Position, place.Length);
        }
    }

    private sealed record Found(ChunkPlace Place);
}
