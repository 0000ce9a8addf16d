using Stet.Model;

namespace Stet.Runtime.RoundTrip;

internal sealed class MemoryChunks : IChunkSink, IChunkSource
{
    readonly Dictionary<ContentHash, byte[]> _chunks = [];

    public int Count => _chunks.Count;

    public IEnumerable<ContentHash> Hashes => _chunks.Keys;

    public ContentHash Put(ReadOnlySpan<byte> bytes)
    {
        byte[] digest = System.Security.Cryptography.SHA256.HashData(bytes);
        var hash = new ContentHash(BitConverter.ToUInt64(digest, 0), BitConverter.ToUInt64(digest, 8));
        _chunks.TryAdd(hash, bytes.ToArray());
        return hash;
    }

    public void Get(ContentHash hash, Span<byte> destination)
    {
        if (!_chunks.TryGetValue(hash, out var bytes) || bytes.Length != destination.Length) throw new DamagedStoreException($"chunk {hash}", "is missing");
        bytes.CopyTo(destination);
    }
}
