using System.Buffers.Binary;
using System.Text;

namespace Stet.Protocol.Wire;

/// <summary>
/// Puts the fields of a message one behind the other: numbers in little-endian of fixed length, texts as their length in bytes and UTF-8,
/// an absent text as length -1, a list as its count and its elements.
/// </summary>
internal sealed class FieldWriter
{
    private byte[] _bytes = new byte[256];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Int(int value) => BinaryPrimitives.WriteInt32LittleEndian(Next(sizeof(int)), value);

    public void Long(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(sizeof(long)), value);

    public void Number(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Next(sizeof(double)), value);

    public void Flag(bool value) => Next(1)[0] = value ? (byte)1 : (byte)0;

    public void Text(string? value)
    {
        if (value is null)
        {
            Int(-1);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Int(length);
        Encoding.UTF8.GetBytes(value, Next(length));
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Int(value.Length);
        value.CopyTo(Next(value.Length));
    }

    public void Texts(IReadOnlyList<string> values)
    {
        Int(values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            Text(values[i]);
        }
    }

    private Span<byte> Next(int length)
    {
        if (_bytes.Length - _length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(_length + length)));
        }

        _length += length;
        return _bytes.AsSpan(_length - length, length);
    }
}
