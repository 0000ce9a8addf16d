using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Stet.Storage.Rows;

/// <summary>
/// The canonical bytes of a row: integers of 8 bytes little-endian, texts and blobs with a length before them (-1 for null).
/// The same bytes are summed for the row's check and written to the commit log.
/// </summary>
internal sealed class RowWriter
{
    private ArrayBufferWriter<byte> buffer = new(1024);

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    public int Length => buffer.WrittenCount;

    /// <summary>The check of all bytes from <paramref name="start"/> on (XXH3, 64 bits).</summary>
    public long Sum(int start = 0) => unchecked((long)XxHash3.HashToUInt64(buffer.WrittenSpan[start..]));

    public void Clear()
    {
        if (buffer.Capacity <= 1 << 20)
        {
            buffer.ResetWrittenCount();
            return;
        }

        // A buffer grown by one large row is not kept for the small ones after it.
        buffer = new(1024);
    }

    public RowWriter Int(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
        return this;
    }

    public RowWriter Number(double value) => Int(BitConverter.DoubleToInt64Bits(value));

    public RowWriter Hash(ContentHash value)
    {
        value.Write(buffer.GetSpan(16));
        buffer.Advance(16);
        return this;
    }

    public RowWriter Text(string? value)
    {
        if (value is null)
        {
            return Int(-1);
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Int(length);
        buffer.Advance(Encoding.UTF8.GetBytes(value, buffer.GetSpan(length)));
        return this;
    }

    public RowWriter Blob(ReadOnlySpan<byte> value)
    {
        Int(value.Length);
        buffer.Write(value);
        return this;
    }

    public RowWriter Blob(byte[]? value) => value is null ? Int(-1) : Blob(value.AsSpan());
}
