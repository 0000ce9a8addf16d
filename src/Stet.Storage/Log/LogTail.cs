using Stet.Storage.Sql;

namespace Stet.Storage.Log;

/// <summary>How a commit log ends, compared with the database.</summary>
/// <param name="Header">Null where there is no log or its header is damaged.</param>
/// <param name="Damaged">Whole records follow a place that is none, or the header is damaged.</param>
/// <param name="Torn">Something that is not a whole record follows the last one: a crash while it was written, or damage.</param>
/// <param name="Sequence">The last transaction in it; -1 where no whole record was found.</param>
internal sealed record LogTail(LogHeader? Header, long Sequence, long End, long NextOrdinal, bool Damaged, bool Torn)
{
    /// <summary>
    /// Reads the part of the log that was perhaps not on the disk yet when <paramref name="state"/> was written: it holds at least the
    /// record of that transaction. All of the log where the state names another one, as after a crash while the log was changed.
    /// </summary>
    public static LogTail Read(StoreFiles files, StateRow state)
    {
        if (LogHeader.ReadFrom(files.Log) is not { } header)
        {
            return new(null, -1, 0, 0, File.Exists(files.Log), false);
        }

        using var file = File.OpenHandle(files.Log, share: FileShare.ReadWrite | FileShare.Delete);
        var scan = new LogScan(file);
        var (sequence, ordinal) = (-1L, 0L);
        foreach (var record in scan.Read(header.Log.ToString("N") == state.Log ? state.Synced : LogHeader.Bytes))
        {
            (sequence, ordinal) = (record.Sequence, record.Ordinal + 1);
        }

        return new(header, sequence, scan.End, ordinal, scan.Gaps.Count > 0, scan.Tail);
    }
}
