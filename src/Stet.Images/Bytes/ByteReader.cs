using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Stet.Model;

namespace Stet.Images.Bytes;

/// <summary>Reads what <see cref="ByteWriter"/> writes. Every read is checked against the end: what is not there is damage, not a crash.</summary>
internal sealed class ByteReader
{
    readonly byte[] _bytes;
    int _end;

    public ByteReader(ReadOnlyMemory<byte> memory)
    {
        if (MemoryMarshal.TryGetArray(memory, out var segment))
        {
            (_bytes, Position, _end) = (segment.Array!, segment.Offset, segment.Offset + segment.Count);
            return;
        }
        _bytes = memory.ToArray();
        _end = _bytes.Length;
    }

    ByteReader(byte[] bytes, int position, int end) => (_bytes, Position, _end) = (bytes, position, end);

    public int Position { get; set; }

    public int Remaining => _end - Position;

    /// <summary>A reader of the next <paramref name="length"/> bytes, which this reader skips.</summary>
    public ByteReader Part(int length)
    {
        Need(length);
        var part = new ByteReader(_bytes, Position, Position + length);
        Position += length;
        return part;
    }

    public byte Byte()
    {
        if (Position >= _end) throw Damage("it ends too early");
        return _bytes[Position++];
    }

    public ulong Varint()
    {
        byte first = Byte();
        if (first < 0x80) return first;
        ulong value = (ulong)first & 0x7F;
        for (int shift = 7; ; shift += 7)
        {
            byte next = Byte();
            if (shift == 63 && next > 1) throw Damage("a number is too long");
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
            if (shift == 63) throw Damage("a number is too long");
        }
    }

    public long Zigzag()
    {
        ulong value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A number from 0 to <paramref name="limit"/>, both included.</summary>
    public int Count(long limit)
    {
        ulong value = Varint();
        if (value > (ulong)Math.Clamp(limit, 0, int.MaxValue)) throw Damage($"a count of {value} where at most {limit} is possible");
        return (int)value;
    }

    /// <summary>A number of things that take at least one byte each.</summary>
    public int Count() => Count(Remaining);

    public T Raw<T>() where T : unmanaged
    {
        int size = Unsafe.SizeOf<T>();
        if (_end - Position < size) throw Damage("it ends too early");
        var value = Unsafe.ReadUnaligned<T>(ref _bytes[Position]);
        Position += size;
        return value;
    }

    public ReadOnlySpan<byte> Span(int length)
    {
        Need(length);
        var span = _bytes.AsSpan(Position, length);
        Position += length;
        return span;
    }

    public void Skip(long length)
    {
        if (length < 0 || length > Remaining) throw Damage("it ends too early");
        Position += (int)length;
    }

    public string Name()
    {
        int length = Count();
        try
        {
            return StrictUtf8.GetString(Span(length));
        }
        catch (ArgumentException e)
        {
            throw new DamagedStoreException("image", "a name is not UTF-8", e);
        }
    }

    public string Characters(int length, bool wide)
    {
        if (!wide) return Encoding.Latin1.GetString(Span(length));
        if (length > Remaining / 2) throw Damage("it ends too early");
        return new string(MemoryMarshal.Cast<byte, char>(Span(length * 2)));
    }

    public static DamagedStoreException Damage(string what) => new("image", what);

    static readonly UTF8Encoding StrictUtf8 = new(false, true);

    void Need(int length)
    {
        if (length < 0 || length > Remaining) throw Damage("it ends too early");
    }
}
