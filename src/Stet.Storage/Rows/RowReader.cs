using System.Buffers.Binary;
using System.Text;

namespace Stet.Storage.Rows;

/// <summary>Reads what <see cref="RowWriter"/> wrote.</summary>
internal ref struct RowReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool AtEnd => rest.IsEmpty;

    public long Int() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public double Number() => BitConverter.Int64BitsToDouble(Int());

    public ContentHash Hash() => Hashing.Read(Take(16));

    public string? Text() => Int() is var length and >= 0 ? Encoding.UTF8.GetString(Take(length)) : null;

    public byte[]? Blob() => Int() is var length and >= 0 ? Take(length).ToArray() : null;

    private ReadOnlySpan<byte> Take(long length)
    {
        if (length > rest.Length)
        {
            throw new InvalidDataException("A stored row ends before its last field.");
        }

        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }
}
