using System.Buffers.Binary;
using System.IO.Hashing;

namespace Stet.Storage;

/// <summary>The one content hash of Stet: XXH128 (xxHash 0.8 specification), the digest read as big-endian.</summary>
public static class Hashing
{
    public static ContentHash Of(ReadOnlySpan<byte> bytes)
    {
        var hash = XxHash128.HashToUInt128(bytes);
        return new((ulong)(hash >> 64), (ulong)hash);
    }

    internal static byte[] ToBytes(this ContentHash hash)
    {
        var bytes = new byte[16];
        hash.Write(bytes);
        return bytes;
    }

    internal static void Write(this ContentHash hash, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, hash.High);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], hash.Low);
    }

    internal static ContentHash Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
}
