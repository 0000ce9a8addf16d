using Stet.Model;
using Stet.Storage;

namespace Stet.Sessions.Migrating;

/// <summary>Chunks of values that are only passed through: they are not put into the store.</summary>
internal sealed class MemoryChunks(IChunkSource store) : IChunkSink, IChunkSource
{
    private readonly Dictionary<ContentHash, byte[]> own = [];

    public ContentHash Put(ReadOnlySpan<byte> bytes)
    {
        var hash = Hashing.Of(bytes);
        own[hash] = bytes.ToArray();
        return hash;
    }

    public void Get(ContentHash hash, Span<byte> destination)
    {
        if (own.TryGetValue(hash, out var bytes) && bytes.Length == destination.Length)
        {
            bytes.CopyTo(destination);
        }
        else
        {
            store.Get(hash, destination);
        }
    }
}
