using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Stet.Images.Bytes;

/// <summary>A growing run of bytes. Large buffers are borrowed, since fresh memory is dear.</summary>
internal sealed class ByteWriter(int capacity = 1024)
{
    /// <summary>Larger buffers are given back when cleared.</summary>
    const int Kept = 64 * 1024;

    byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length <= Kept) return;
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = new byte[1024];
    }

    public void Byte(byte value)
    {
        if (Length == _bytes.Length) Grow(1);
        _bytes[Length++] = value;
    }

    /// <summary>Seven bits a byte, lowest first; small numbers take one byte.</summary>
    public void Varint(ulong value)
    {
        if (value < 0x80)
        {
            Byte((byte)value);
            return;
        }
        if (_bytes.Length - Length < 10) Grow(10);
        while (value >= 0x80)
        {
            _bytes[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        _bytes[Length++] = (byte)value;
    }

    public void Varint(int value) => Varint((ulong)(uint)value);

    /// <summary>Signed numbers of small magnitude take one byte.</summary>
    public void Zigzag(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    public void Raw<T>(T value) where T : unmanaged
    {
        int size = Unsafe.SizeOf<T>();
        if (_bytes.Length - Length < size) Grow(size);
        Unsafe.WriteUnaligned(ref _bytes[Length], value);
        Length += size;
    }

    public void Span(ReadOnlySpan<byte> span)
    {
        if (_bytes.Length - Length < span.Length) Grow(span.Length);
        span.CopyTo(_bytes.AsSpan(Length));
        Length += span.Length;
    }

    /// <summary>A name: length and UTF-8.</summary>
    public void Name(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        Varint(length);
        if (_bytes.Length - Length < length) Grow(length);
        Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
        Length += length;
    }

    /// <summary>
    /// The characters of a string, unpaired surrogates included: Latin-1 where all fit, UTF-16 otherwise.
    /// The length must have been written by the caller.
    /// </summary>
    public void Characters(ReadOnlySpan<char> text, bool wide)
    {
        if (wide)
        {
            Span(MemoryMarshal.AsBytes(text));
            return;
        }
        if (_bytes.Length - Length < text.Length) Grow(text.Length);
        Encoding.Latin1.GetBytes(text, _bytes.AsSpan(Length));
        Length += text.Length;
    }

    void Grow(int needed)
    {
        long least = (long)Length + needed;
        if (least > Array.MaxLength) throw new ImageTooLargeException();
        int size = (int)Math.Min(Math.Max((long)_bytes.Length * 2, least), Array.MaxLength);
        byte[] larger = size > Kept ? ArrayPool<byte>.Shared.Rent(size) : new byte[size];
        Written.CopyTo(larger);
        if (_bytes.Length > Kept) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}

/// <summary>The small objects of one value take more than the 2 GB that an image can hold (large arrays do not count).</summary>
public sealed class ImageTooLargeException() : InvalidOperationException("the value's small objects take more than 2 GB");
