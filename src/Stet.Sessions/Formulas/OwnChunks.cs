using Stet.Model;
using Stet.Storage;

namespace Stet.Sessions.Formulas;

/// <summary>The chunks of one kept result: they are part of its file, since nothing in the store's own chunks may depend on a cache.</summary>
internal sealed class OwnChunks : IChunkSink, IChunkSource
{
    private readonly Dictionary<ContentHash, byte[]> chunks = [];

    public static OwnChunks None { get; } = new();

    public long Bytes => chunks.Values.Sum(c => (long)c.Length);

    public ContentHash Put(ReadOnlySpan<byte> bytes)
    {
        var hash = Hashing.Of(bytes);
        if (!chunks.ContainsKey(hash))
        {
            chunks[hash] = bytes.ToArray();
        }

        return hash;
    }

    public void Get(ContentHash hash, Span<byte> destination)
    {
        if (!chunks.TryGetValue(hash, out var bytes) || bytes.Length != destination.Length)
        {
            throw new DamagedStoreException("a kept result", $"chunk {hash} is missing");
        }

        bytes.CopyTo(destination);
    }

    /// <summary>Without what only other values have.</summary>
    public OwnChunks Only(IEnumerable<ContentHash> hashes)
    {
        var own = new OwnChunks();
        foreach (var hash in hashes)
        {
            own.chunks[hash] = chunks[hash];
        }

        return own;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(chunks.Count);
        foreach (var (hash, bytes) in chunks)
        {
            KeptResult.Write(writer, hash);
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
    }

    public static OwnChunks Read(BinaryReader reader)
    {
        var read = new OwnChunks();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var hash = KeptResult.ReadHash(reader);
            read.chunks[hash] = reader.ReadBytes(reader.ReadInt32());
        }

        return read;
    }
}
