using System.Buffers.Binary;
using System.IO.Hashing;

namespace Stet.Storage.Log;

/// <summary>The first 64 bytes of a commit log: magic, format, store, the log's own id, check.</summary>
internal sealed record LogHeader(long Format, Guid Store, Guid Log)
{
    public const int Bytes = 64;

    private static ReadOnlySpan<byte> Magic => "STETLOG\n"u8;

    public byte[] ToBytes()
    {
        var bytes = new byte[Bytes];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Format);
        Store.TryWriteBytes(bytes.AsSpan(16));
        Log.TryWriteBytes(bytes.AsSpan(32));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(48), XxHash3.HashToUInt64(bytes.AsSpan(0, 48)));
        return bytes;
    }

    /// <summary>Null where the bytes are not a whole header.</summary>
    public static LogHeader? Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= Bytes
        && bytes[..8].SequenceEqual(Magic)
        && BinaryPrimitives.ReadUInt64LittleEndian(bytes[48..]) == XxHash3.HashToUInt64(bytes[..48])
            ? new(BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), new(bytes.Slice(16, 16)), new(bytes.Slice(32, 16)))
            : null;

    /// <summary>The header of the log at a path; null where there is none or it is damaged.</summary>
    public static LogHeader? ReadFrom(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[Bytes];
        return RandomAccess.Read(file, bytes, 0) == Bytes ? Read(bytes) : null;
    }
}
