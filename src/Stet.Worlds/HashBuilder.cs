using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Stet.Model;

namespace Stet.Worlds;

/// <summary>Builds a <see cref="ContentHash"/> from parts; each part is delimited, so that ("ab","c") and ("a","bc") differ.</summary>
public sealed class HashBuilder
{
    private readonly XxHash128 hash = new();

    public HashBuilder Add(string text)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        hash.Append(length);
        hash.Append(MemoryMarshal.AsBytes(text.AsSpan()));
        return this;
    }

    public HashBuilder Add(ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.Append(length);
        hash.Append(bytes);
        return this;
    }

    public HashBuilder Add(ContentHash part)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, part.High);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], part.Low);
        hash.Append(bytes);
        return this;
    }

    public ContentHash ToHash()
    {
        var value = hash.GetCurrentHashAsUInt128();
        return new((ulong)(value >> 64), (ulong)value);
    }
}
