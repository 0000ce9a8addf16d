using System.Collections.Concurrent;

namespace Stet.Storage.Packs;

/// <summary>The durable index of chunks, as the chunk store asks it.</summary>
internal interface IChunkIndex
{
    /// <summary>Null where the index does not have the chunk.</summary>
    ChunkPlace? Find(ContentHash hash);

    /// <exception cref="DamagedStoreException">The index does not have the chunk, and could not be mended.</exception>
    ChunkPlace Demand(ContentHash hash);
}

/// <summary>
/// Chunks by hash. One that was put is pending (held here alone) until a commit refers to it; then its pack is synced and its place enters
/// the index in that commit's transaction. Until then it is awaited: a collection does not drop it, also where the index had it already.
/// </summary>
internal sealed class ChunkStore(PackSet packs, IChunkIndex index) : IDisposable
{
    private readonly ConcurrentDictionary<ContentHash, ChunkPlace> pending = [];
    private readonly ConcurrentDictionary<ContentHash, bool> awaited = [];
    private readonly ConcurrentDictionary<ContentHash, bool> damaged = [];
    private readonly ReaderWriterLockSlim appending = new();

    /// <summary>Reading has found damage: chunks that are put again are to be written again.</summary>
    public bool HasDamage => !damaged.IsEmpty;

    public ContentHash Put(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > ChunkSize.Bytes)
        {
            throw new ArgumentException($"A chunk of {bytes.Length} bytes is longer than {ChunkSize.Bytes}.", nameof(bytes));
        }

        var hash = Hashing.Of(bytes);
        awaited[hash] = true;
        if (!pending.ContainsKey(hash) && (damaged.TryRemove(hash, out _) || index.Find(hash) is null))
        {
            Append(hash, bytes);
        }

        return hash;
    }

    public void Get(ContentHash hash, Span<byte> destination)
    {
        var place = PlaceOf(hash);
        if (place.Length != destination.Length)
        {
            throw new DamagedStoreException($"chunk {hash}", $"it has {place.Length} bytes, expected were {destination.Length}.");
        }

        try
        {
            Read(hash, place, destination);
        }
        catch (DamagedStoreException) when (PlaceOf(hash) is var now && now != place)
        {
            // A collection has moved it between the look-up and the read.
            Read(hash, now, destination);
        }
        catch (DamagedStoreException)
        {
            damaged[hash] = true;
            throw;
        }
    }

    /// <summary>Makes the pending ones among <paramref name="hashes"/> durable and gives their places, to be indexed.</summary>
    public List<(ContentHash Hash, ChunkPlace Place)> Sync(IEnumerable<ContentHash> hashes)
    {
        var places = new List<(ContentHash Hash, ChunkPlace Place)>();
        foreach (var hash in hashes.Distinct())
        {
            if (pending.TryGetValue(hash, out var place))
            {
                places.Add((hash, packs.IsSuspect(place.Pack) ? AppendAgain(hash, place) : place));
            }
            else if (index.Find(hash) is null)
            {
                throw new StoreWriteException($"Chunk {hash} was never put into this store. Capture the value again.");
            }
        }

        SyncPacks(places);
        return places;
    }

    /// <summary>A commit refers to these chunks now, and the index has them.</summary>
    public void Indexed(IEnumerable<ContentHash> hashes)
    {
        foreach (var hash in hashes)
        {
            pending.TryRemove(hash, out _);
            awaited.TryRemove(hash, out _);
        }
    }

    /// <summary>Put, and not yet referred to by a commit.</summary>
    public bool IsAwaited(ContentHash hash) => awaited.ContainsKey(hash);

    /// <summary>Closes a pack for appending; false where chunks in it are still pending.</summary>
    public bool TryRetire(int pack)
    {
        appending.EnterWriteLock();
        try
        {
            if (pending.Values.Any(place => place.Pack == pack))
            {
                return false;
            }

            packs.Retire(pack);
            return true;
        }
        finally
        {
            appending.ExitWriteLock();
        }
    }

    /// <summary>Copies chunks to the newest pack, durably; their new places are to be indexed.</summary>
    public List<(ContentHash Hash, ChunkPlace Place)> Copy(IEnumerable<(ContentHash Hash, ChunkPlace Place)> chunks)
    {
        var copies = new List<(ContentHash Hash, ChunkPlace Place)>();
        foreach (var (hash, place) in chunks)
        {
            var bytes = new byte[place.Length];
            Read(hash, place, bytes);
            copies.Add((hash, AppendBytes(hash, bytes)));
        }

        SyncPacks(copies);
        return copies;
    }

    public void Dispose()
    {
        packs.Dispose();
        appending.Dispose();
    }

    private ChunkPlace PlaceOf(ContentHash hash) => pending.TryGetValue(hash, out var waiting) ? waiting : index.Demand(hash);

    private void Read(ContentHash hash, ChunkPlace place, Span<byte> destination)
    {
        var name = $"chunk {hash} in {PackFile.NameOf(place.Pack)}";
        try
        {
            if (!packs.Read(place, destination))
            {
                throw new DamagedStoreException(name, "the pack ends before it.");
            }
        }
        catch (Exception trouble) when (trouble is IOException or ObjectDisposedException)
        {
            throw new DamagedStoreException(name, "it cannot be read: " + trouble.Message, trouble);
        }

        if (Hashing.Of(destination) != hash)
        {
            throw new DamagedStoreException(name, "its bytes do not match its hash.");
        }
    }

    /// <summary>After a failed sync the system may have dropped what it could not write, so the chunk is written once more elsewhere.</summary>
    private ChunkPlace AppendAgain(ContentHash hash, ChunkPlace place)
    {
        var bytes = new byte[place.Length];
        Read(hash, place, bytes);
        return Append(hash, bytes);
    }

    private ChunkPlace Append(ContentHash hash, ReadOnlySpan<byte> bytes)
    {
        appending.EnterReadLock();
        try
        {
            return pending[hash] = AppendBytes(hash, bytes);
        }
        finally
        {
            appending.ExitReadLock();
        }
    }

    private ChunkPlace AppendBytes(ContentHash hash, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return packs.Append(hash, bytes);
        }
        catch (IOException trouble)
        {
            throw WriteTrouble.Explain("a chunk of a large value", trouble);
        }
    }

    private void SyncPacks(List<(ContentHash Hash, ChunkPlace Place)> places)
    {
        try
        {
            foreach (var pack in places.Select(place => place.Place.Pack).Distinct())
            {
                packs.Sync(pack);
            }
        }
        catch (IOException trouble)
        {
            throw WriteTrouble.Explain("the chunks of a large value", trouble);
        }
    }
}
