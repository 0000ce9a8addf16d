using System.Buffers.Binary;
using System.IO.Hashing;

namespace Stet.Storage.Packs;

/// <summary>
/// The 40 bytes before each chunk in a pack: magic, length, hash of the bytes, check of the header. Records begin at multiples of 8.
/// Packs can be read without the database: its chunk index can be made again from these headers.
/// </summary>
internal static class ChunkRecord
{
    public const int HeaderBytes = 40;
    public const int FileHeaderBytes = 64;
    public const int Alignment = 8;

    public const ulong Magic = 0x4B4E484354455453; // "STETCHNK", little-endian

    public static void WriteHeader(Span<byte> header, ContentHash hash, int length)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], length);
        hash.Write(header[16..]);
        BinaryPrimitives.WriteUInt64LittleEndian(header[32..], XxHash3.HashToUInt64(header[..32]));
    }

    /// <summary>False where no whole header stands.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> header, out ContentHash hash, out int length)
    {
        hash = Hashing.Read(header[16..]);
        var stated = BinaryPrimitives.ReadInt64LittleEndian(header[8..]);
        length = (int)stated;
        return BinaryPrimitives.ReadUInt64LittleEndian(header) == Magic
            && BinaryPrimitives.ReadUInt64LittleEndian(header[32..]) == XxHash3.HashToUInt64(header[..32])
            && stated is >= 0 and <= ChunkSize.Bytes;
    }

    public static long Align(long position) => (position + Alignment - 1) & -Alignment;
}
