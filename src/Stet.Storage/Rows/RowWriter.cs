using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Stet.Storage.Rows;

/// <summary>
/// The canonical bytes of a row: integers of 8 bytes little-endian, texts (UTF-8) and blobs with a length before them (-1 for null).
/// The same bytes are summed for the row's check and written to the commit log.
/// </summary>
internal sealed class RowWriter
{
    private const int Usual = 4096;
    private const int Kept = 1 << 20;

    private byte[] buffer = new byte[Usual];

    public int Length { get; private set; }

    public Span<byte> Written => buffer.AsSpan(0, Length);

    /// <summary>The check of all bytes (XXH3, 64 bits).</summary>
    public long Sum() => unchecked((long)XxHash3.HashToUInt64(Written));

    /// <summary>Begins anew. A buffer grown by one large row is not kept for the small ones after it.</summary>
    public void Clear()
    {
        Length = 0;
        if (buffer.Length > Kept)
        {
            buffer = new byte[Usual];
        }
    }

    public RowWriter Int(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);
        return this;
    }

    public RowWriter Number(double value) => Int(BitConverter.DoubleToInt64Bits(value));

    public RowWriter Text(string? value)
    {
        if (value is null)
        {
            return Int(-1);
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Int(length);
        Encoding.UTF8.GetBytes(value, Take(length));
        return this;
    }

    public RowWriter Blob(byte[]? value)
    {
        if (value is null)
        {
            return Int(-1);
        }

        Int(value.Length);
        value.CopyTo(Take(value.Length));
        return this;
    }

    private Span<byte> Take(int length)
    {
        if (buffer.Length - Length < length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, checked(Length + length)));
        }

        Length += length;
        return buffer.AsSpan(Length - length, length);
    }
}
