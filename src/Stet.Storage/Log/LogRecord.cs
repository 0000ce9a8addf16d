using System.Buffers.Binary;
using System.IO.Hashing;

namespace Stet.Storage.Log;

/// <summary>
/// One record of the commit log: 40 bytes of header (magic, payload length, sequence, ordinal, check), the payload, padding to 8.
/// The check covers the 32 bytes before it and the payload.
/// </summary>
/// <param name="Sequence">The transaction; the records of a snapshot all carry the one of the state that they describe.</param>
/// <param name="Ordinal">Its place in the file: 0, 1, 2, ... A missing number is a lost record.</param>
internal readonly record struct LogRecord(long Sequence, long Ordinal, byte[] Payload, long End)
{
    public const int HeaderBytes = 40;
    public const int MostPayload = 1 << 28;

    public const ulong Magic = 0x4345525445545300; // "\0STETREC", little-endian

    /// <summary>Fills the header at the start of <paramref name="record"/>, whose payload follows it.</summary>
    public static void WriteHeader(Span<byte> record, long sequence, long ordinal)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(record, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(record[8..], record.Length - HeaderBytes);
        BinaryPrimitives.WriteInt64LittleEndian(record[16..], sequence);
        BinaryPrimitives.WriteInt64LittleEndian(record[24..], ordinal);
        BinaryPrimitives.WriteUInt64LittleEndian(record[32..], Check(record, record[HeaderBytes..]));
    }

    /// <summary>The payload's length as a header states it; null where no header stands. Not verified before <see cref="Matches"/>.</summary>
    public static int? PayloadLength(ReadOnlySpan<byte> header) =>
        BinaryPrimitives.ReadUInt64LittleEndian(header) == Magic
        && BinaryPrimitives.ReadInt64LittleEndian(header[8..]) is var length and >= 0 and <= MostPayload
            ? (int)length
            : null;

    public static bool Matches(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload) =>
        BinaryPrimitives.ReadUInt64LittleEndian(header[32..]) == Check(header, payload);

    public static LogRecord Read(ReadOnlySpan<byte> header, byte[] payload, long end) =>
        new(BinaryPrimitives.ReadInt64LittleEndian(header[16..]), BinaryPrimitives.ReadInt64LittleEndian(header[24..]), payload, end);

    public static long Align(long position) => (position + 7) & ~7L;

    private static ulong Check(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        var hash = new XxHash3();
        hash.Append(header[..32]);
        hash.Append(payload);
        return hash.GetCurrentHashAsUInt64();
    }
}
