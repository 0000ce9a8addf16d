namespace Stet.Model;

/// <summary>Takes the large parts of a value while it is being captured. Content-addressed: writing the same bytes twice stores them once.</summary>
public interface IChunkSink
{
    /// <summary>Accepts up to <see cref="ChunkSize.Bytes"/> bytes. Durable only once the commit that refers to the hash has returned.</summary>
    ContentHash Put(ReadOnlySpan<byte> bytes);
}

/// <summary>Gives chunks back.</summary>
public interface IChunkSource
{
    /// <summary>Fills <paramref name="destination"/>, whose length is the chunk's length.</summary>
    /// <exception cref="DamagedStoreException">The chunk is missing, has another length, or its bytes do not match its hash.</exception>
    void Get(ContentHash hash, Span<byte> destination);
}

public static class ChunkSize
{
    /// <summary>The length of every chunk of a large array but the last: 256 KiB.</summary>
    public const int Bytes = 256 * 1024;
}

/// <summary>A part of the store is not what was written. Names the part; the rest of the store is still readable.</summary>
public class DamagedStoreException(string part, string what, Exception? inner = null) : Exception($"{part}: {what}", inner)
{
    /// <summary>What is damaged, in words of the store: "chunk 3fa…", "image 12", "history entry 7".</summary>
    public string Part { get; } = part;
}
