using Stet.Storage.Images;
using Stet.Storage.Packs;
using Stet.Storage.Sql;
using Stet.Storage.Tables;

namespace Stet.Storage.Recovery;

/// <summary>
/// Makes the chunk index again from the packs. Only chunks that images refer to are taken, since a commit had made them durable; others
/// may be torn, and an index that lists them would have them taken for stored. Of several copies the one whose bytes are right is taken.
/// </summary>
internal static class NewIndex
{
    public static IEnumerable<(ContentHash Hash, ChunkPlace Place)> Of(Database database, string folder)
    {
        var needed = database.Stream(ImageTable.All, ImageTable.Read).SelectMany(ImageSplit.Chunks).ToHashSet();
        var places = new Dictionary<ContentHash, ChunkPlace>();
        using var packs = new PackSet(folder, long.MaxValue);
        foreach (var (hash, place) in PackSet.Numbers(folder).Order().SelectMany(number => PackScan.Chunks(folder, number)))
        {
            if (needed.Contains(hash) && !(places.TryGetValue(hash, out var other) && IsWhole(packs, hash, other)))
            {
                places[hash] = place;
            }
        }

        return places.Select(pair => (pair.Key, pair.Value));
    }

    private static bool IsWhole(PackSet packs, ContentHash hash, ChunkPlace place)
    {
        var bytes = new byte[place.Length];
        return packs.Read(place, bytes) && Hashing.Of(bytes) == hash;
    }
}
