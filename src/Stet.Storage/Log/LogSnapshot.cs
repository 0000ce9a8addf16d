using Stet.Storage.Platform;
using Stet.Storage.Rows;
using Stet.Storage.Sql;
using Stet.Storage.Tables;

namespace Stet.Storage.Log;

/// <summary>Writes the whole state of the database as a new commit log, aside, and lets it take the old one's name when it is durable.</summary>
internal static class LogSnapshot
{
    private const int RecordBytes = 1 << 18;

    public static CommitLog Write(StoreFiles files, Database database, StateRow state, Guid store)
    {
        var log = CommitLog.Create(files.NewLog, store);
        try
        {
            Fill(log, database, state);
            log.Sync();
            File.Move(files.NewLog, files.Log, overwrite: true);
            Durability.SyncFolder(files.Folder);
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    private static void Fill(CommitLog log, Database database, StateRow state)
    {
        var record = new RowWriter();
        CommitLog.BeginRecord(record);
        foreach (var (kind, write) in Rows(database, state))
        {
            write(record.Int((long)kind));
            if (record.Length >= RecordBytes)
            {
                log.Append(record, state.Sequence);
                CommitLog.BeginRecord(record);
            }
        }

        log.Append(record, state.Sequence);
    }

    private static IEnumerable<(LogRow Kind, Func<RowWriter, RowWriter> Write)> Rows(Database database, StateRow state)
    {
        yield return (LogRow.Limits, to => to.Int(state.Horizon).Int(state.Settled));
        foreach (var row in database.Stream("SELECT name, value, sum FROM setting", SettingTable.Read))
        {
            yield return (LogRow.Setting, row.Write);
        }

        foreach (var row in database.Stream(EntryTable.AllEntries, EntryTable.ReadEntry))
        {
            yield return (LogRow.Entry, row.Write);
        }

        foreach (var row in database.Stream(EntryTable.AllEndings, from => EntryTable.ReadEnding(from)))
        {
            yield return (LogRow.Ending, row.Write);
        }

        foreach (var row in database.Stream(MeaningTable.All, MeaningTable.Read))
        {
            yield return (LogRow.Meaning, row.Write);
        }

        foreach (var row in database.Stream(ImageTable.All, ImageTable.Read))
        {
            yield return (LogRow.Image, row.Write);
        }

        foreach (var row in database.Stream(BindingTable.All, BindingTable.Read))
        {
            yield return (LogRow.Binding, row.Write);
        }

        foreach (var row in database.Stream(VersionTable.All, VersionTable.Read))
        {
            yield return (LogRow.Version, to => to.Int(row.Number).Text(row.Changes));
        }
    }
}
