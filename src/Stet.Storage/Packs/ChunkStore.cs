using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace Stet.Storage.Packs;

/// <summary>
/// The packs of a store. A chunk that was put is pending (held here alone) until a commit refers to it; then its pack is synced and
/// its place enters the index in that commit's transaction.
/// </summary>
/// <param name="find">Looks a chunk up in the durable index.</param>
internal sealed class ChunkStore(string folder, long packBytes, Func<ContentHash, ChunkPlace?> find) : IDisposable
{
    private readonly ConcurrentDictionary<ContentHash, ChunkPlace> pending = [];
    private readonly ConcurrentDictionary<int, SafeFileHandle> readers = [];
    private readonly Dictionary<int, PackFile> open = [];
    private readonly Lock packs = new();
    private PackFile? current;

    public ContentHash Put(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > ChunkSize.Bytes)
        {
            throw new ArgumentException($"A chunk of {bytes.Length} bytes is longer than {ChunkSize.Bytes}.", nameof(bytes));
        }

        var hash = Hashing.Of(bytes);
        if (!pending.ContainsKey(hash) && find(hash) is null)
        {
            pending[hash] = Append(hash, bytes);
        }

        return hash;
    }

    public void Get(ContentHash hash, Span<byte> destination)
    {
        var place = pending.TryGetValue(hash, out var waiting) ? waiting : find(hash);
        if (place is not { } found)
        {
            throw new DamagedStoreException($"chunk {hash}", "the store does not have it.");
        }

        if (found.Length != destination.Length)
        {
            throw new DamagedStoreException($"chunk {hash}", $"it has {found.Length} bytes, expected were {destination.Length}.");
        }

        Read(hash, found, destination);
    }

    /// <summary>Makes the pending ones among <paramref name="hashes"/> durable and gives their places, to be indexed.</summary>
    public List<(ContentHash Hash, ChunkPlace Place)> Sync(IEnumerable<ContentHash> hashes)
    {
        var places = new List<(ContentHash, ChunkPlace)>();
        foreach (var hash in hashes.Distinct())
        {
            if (pending.TryGetValue(hash, out var place))
            {
                places.Add((hash, Trusted(hash, place)));
            }
            else if (find(hash) is null)
            {
                throw new StoreWriteException($"Chunk {hash} is not in the store: it was never put, or was put before a failed write. Capture the value again.");
            }
        }

        foreach (var number in places.Select(place => place.Item2.Pack).Distinct())
        {
            SyncPack(number);
        }

        return places;
    }

    /// <summary>These chunks are in the durable index now.</summary>
    public void Indexed(IEnumerable<ContentHash> hashes)
    {
        foreach (var hash in hashes)
        {
            pending.TryRemove(hash, out _);
        }
    }

    public void Dispose()
    {
        foreach (var pack in open.Values)
        {
            pack.Dispose();
        }

        foreach (var reader in readers.Values)
        {
            reader.Dispose();
        }
    }

    private void Read(ContentHash hash, ChunkPlace place, Span<byte> destination)
    {
        var name = $"chunk {hash} in {PackFile.NameOf(place.Pack)}";
        try
        {
            var reader = readers.GetOrAdd(place.Pack, number => PackFile.OpenToRead(folder, number));
            for (var done = 0; done < destination.Length;)
            {
                var read = RandomAccess.Read(reader, destination[done..], place.Position + done);
                done += read > 0 ? read : throw new DamagedStoreException(name, "the pack ends before it.");
            }
        }
        catch (IOException trouble)
        {
            throw new DamagedStoreException(name, "it cannot be read: " + trouble.Message, trouble);
        }

        if (Hashing.Of(destination) != hash)
        {
            throw new DamagedStoreException(name, "its bytes do not match its hash.");
        }
    }

    private ChunkPlace Append(ContentHash hash, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Current().Append(hash, bytes);
        }
        catch (IOException trouble)
        {
            throw WriteTrouble.Explain("a chunk of a large value", trouble);
        }
    }

    /// <summary>After a failed sync a chunk is copied to a fresh pack: the system may have dropped what it could not write.</summary>
    private ChunkPlace Trusted(ContentHash hash, ChunkPlace place)
    {
        lock (packs)
        {
            if (!open[place.Pack].Suspect)
            {
                return place;
            }
        }

        var bytes = new byte[place.Length];
        Read(hash, place, bytes);
        return pending[hash] = Append(hash, bytes);
    }

    private void SyncPack(int number)
    {
        PackFile pack;
        lock (packs)
        {
            pack = open[number];
        }

        try
        {
            pack.Sync();
        }
        catch (IOException trouble)
        {
            lock (packs)
            {
                pack.Suspect = true;
                current = current == pack ? null : current;
            }

            throw WriteTrouble.Explain("the chunks of a large value", trouble);
        }
    }

    private PackFile Current()
    {
        lock (packs)
        {
            if (current is null || current.End >= packBytes)
            {
                current = Next();
                open[current.Number] = current;
            }

            return current;
        }
    }

    private PackFile Next()
    {
        var newest = Numbers(folder).DefaultIfEmpty(0).Max();
        var reusable = newest > 0 && !open.ContainsKey(newest) && new FileInfo(Path.Combine(folder, PackFile.NameOf(newest))).Length < packBytes;
        return reusable ? PackFile.OpenToAppend(folder, newest) : PackFile.Create(folder, newest + 1);
    }

    public static IEnumerable<int> Numbers(string folder) =>
        Directory.EnumerateFiles(folder, "*.pack")
            .Select(path => int.TryParse(Path.GetFileNameWithoutExtension(path), out var number) ? number : 0)
            .Where(number => number > 0);
}
