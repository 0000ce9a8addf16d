using Stet.Images.Bytes;
using Stet.Model;

namespace Stet.Images;

/// <summary>Reads here and there in memory that is stored as chunks, keeping the chunk read last.</summary>
internal sealed class ChunkedMemory : IDisposable
{
    readonly ImageTables _tables;
    readonly IChunkSource _chunks;
    readonly int _first;
    readonly long _length;
    readonly byte[] _chunk = System.Buffers.ArrayPool<byte>.Shared.Rent(ChunkSize.Bytes);
    long _held = -1;

    public ChunkedMemory(ImageTables tables, IChunkSource chunks, int first, long length)
    {
        if (first + (length + ChunkSize.Bytes - 1) / ChunkSize.Bytes > tables.Chunks.Count) throw ByteReader.Damage("a reference to a chunk which it does not have");
        (_tables, _chunks, _first, _length) = (tables, chunks, first, length);
    }

    /// <summary>A reader of the bytes from <paramref name="offset"/>.</summary>
    public ByteReader At(long offset, int count)
    {
        long chunk = offset / ChunkSize.Bytes;
        int start = (int)(offset % ChunkSize.Bytes);
        if (start + count <= ChunkSize.Bytes) return new(new ReadOnlyMemory<byte>(Hold(chunk), start, count));
        byte[] bytes = new byte[count];
        for (int copied = 0; copied < count;)
        {
            int from = (int)((offset + copied) % ChunkSize.Bytes), some = Math.Min(count - copied, ChunkSize.Bytes - from);
            Hold((offset + copied) / ChunkSize.Bytes).AsSpan(from, some).CopyTo(bytes.AsSpan(copied));
            copied += some;
        }
        return new(bytes);
    }

    public void Dispose() => System.Buffers.ArrayPool<byte>.Shared.Return(_chunk);

    byte[] Hold(long chunk)
    {
        if (chunk == _held) return _chunk;
        int length = (int)Math.Min(ChunkSize.Bytes, _length - chunk * ChunkSize.Bytes);
        _held = -1;
        _chunks.Get(_tables.Chunks[_first + (int)chunk], _chunk.AsSpan(0, length));
        _held = chunk;
        return _chunk;
    }
}
