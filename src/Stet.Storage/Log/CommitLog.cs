using Microsoft.Win32.SafeHandles;
using Stet.Storage.Platform;
using Stet.Storage.Rows;

namespace Stet.Storage.Log;

/// <summary>
/// The second copy of all that is small: <c>.stet/commits.log</c>, a record for each transaction, appended after the database has
/// committed it. Bits that rot in the database or in its write-ahead log show as a database that differs from its log, and the database
/// is made again from the log. It costs one unsynced write a commit: after a power cut the database is ahead, and the log is written anew.
/// </summary>
internal sealed class CommitLog : IDisposable
{
    /// <summary>At most this many records and bytes are unsynced, so that little has to be checked at open.</summary>
    private const int MostUnsyncedRecords = 256;
    private const long MostUnsyncedBytes = 1 << 20;

    private readonly SafeFileHandle file;
    private long ordinal;
    private int unsynced;

    private CommitLog(SafeFileHandle file, LogHeader header, long end, long ordinal)
    {
        this.file = file;
        Header = header;
        Synced = End = end;
        this.ordinal = ordinal;
    }

    public LogHeader Header { get; }

    public string Id => Header.Log.ToString("N");

    /// <summary>Where the next record goes.</summary>
    public long End { get; private set; }

    /// <summary>Everything before this is on the disk.</summary>
    public long Synced { get; private set; }

    public static CommitLog Create(string path, Guid store)
    {
        var header = new LogHeader(Sql.Schema.Format, store, Guid.NewGuid());
        var file = PrivateFiles.Open(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        try
        {
            RandomAccess.Write(file, header.ToBytes(), 0);
            return new(file, header, LogHeader.Bytes, 0);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a log to append after <paramref name="end"/>, the end of its record number <paramref name="ordinal"/> - 1.</summary>
    public static CommitLog Continue(string path, LogHeader header, long end, long ordinal)
    {
        var file = PrivateFiles.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        try
        {
            // A torn tail goes, lest a whole record of it be taken for one that follows what is appended now.
            if (RandomAccess.GetLength(file) != end)
            {
                RandomAccess.SetLength(file, end);
            }

            var log = new CommitLog(file, header, end, ordinal);
            log.Sync();
            return log;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A writer with room for the record's header, to be filled with rows and given to <see cref="Append"/>.</summary>
    public static void BeginRecord(RowWriter record)
    {
        record.Clear();
        for (var i = 0; i < LogRecord.HeaderBytes; i += 8)
        {
            record.Int(0);
        }
    }

    /// <exception cref="IOException">The record is not there; the next one may be tried at the same place.</exception>
    public void Append(RowWriter record, long sequence)
    {
        LogRecord.WriteHeader(record.Written, sequence, ordinal);
        RandomAccess.Write(file, record.Written, End);
        End = LogRecord.Align(End + record.Length);
        ordinal++;
        if (++unsynced >= MostUnsyncedRecords || End - Synced >= MostUnsyncedBytes)
        {
            Sync();
        }
    }

    public void Sync()
    {
        RandomAccess.FlushToDisk(file);
        Synced = End;
        unsynced = 0;
    }

    public void Dispose() => file.Dispose();
}
