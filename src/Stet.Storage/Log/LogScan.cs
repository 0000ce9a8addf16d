using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Stet.Storage.Log;

/// <summary>
/// Reads a commit log record by record. Where a record is damaged it looks for the next whole one and counts what lies between as a
/// gap. What follows the last whole record is a tail: torn by a crash, or damaged.
/// </summary>
internal sealed class LogScan(SafeFileHandle file)
{
    private readonly byte[] header = new byte[LogRecord.HeaderBytes];

    /// <summary>Damaged places found so far, in bytes from the start.</summary>
    public List<long> Gaps { get; } = [];

    /// <summary>Where the last whole record ends.</summary>
    public long End { get; private set; }

    /// <summary>Whether something that is not a whole record lies after <see cref="End"/>.</summary>
    public bool Tail => RandomAccess.GetLength(file) > End;

    public IEnumerable<LogRecord> Read(long from)
    {
        End = from;
        long? expected = from == LogHeader.Bytes ? 0 : null;
        for (var next = Whole(from) ?? Search(from); next is { } record; next = Whole(record.End) ?? Search(record.End))
        {
            if (expected is { } ordinal && record.Ordinal != ordinal)
            {
                Gaps.Add(End);
            }

            expected = record.Ordinal + 1;
            End = record.End;
            yield return record;
        }
    }

    private LogRecord? Whole(long position)
    {
        if (!Fill(header, position) || LogRecord.PayloadLength(header) is not { } length
            || position + LogRecord.HeaderBytes + length > RandomAccess.GetLength(file))
        {
            return null;
        }

        var payload = new byte[length];
        return Fill(payload, position + LogRecord.HeaderBytes) && LogRecord.Matches(header, payload)
            ? LogRecord.Read(header, payload, LogRecord.Align(position + LogRecord.HeaderBytes + length))
            : null;
    }

    /// <summary>The next whole record after a damaged place.</summary>
    private LogRecord? Search(long from)
    {
        var block = new byte[1 << 16];
        for (var at = LogRecord.Align(from); ;)
        {
            var read = RandomAccess.Read(file, block, at);
            for (var i = 0; i + 8 <= read; i += 8)
            {
                if (BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(i)) == LogRecord.Magic && Whole(at + i) is { } record)
                {
                    return record;
                }
            }

            if (read < 8)
            {
                return null;
            }

            at += read & ~7;
        }
    }

    private bool Fill(Span<byte> bytes, long position)
    {
        for (var done = 0; done < bytes.Length;)
        {
            var read = RandomAccess.Read(file, bytes[done..], position + done);
            if (read == 0)
            {
                return false;
            }

            done += read;
        }

        return true;
    }
}
