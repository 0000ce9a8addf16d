using Stet.Storage.Recovery;
using Stet.Storage.Rows;
using Stet.Storage.Sql;

namespace Stet.Storage.Log;

/// <summary>
/// Keeps the commit log up with the database. A commit stands whatever happens here: a log that cannot be written is given up and written
/// anew as a whole, soon, and if that fails too, at growing intervals and at the next open.
/// </summary>
internal sealed class SecondCopy(StoreFiles files, CommitLog? log, List<Note> notes) : IDisposable
{
    private long wait = 1;
    private long retryAt;

    /// <summary>The log's id; empty while there is none.</summary>
    public string Id => log?.Id ?? "";

    public long Synced => log?.Synced ?? 0;

    /// <summary>The database has this transaction now.</summary>
    public void Append(RowWriter record, Database database, StateRow state, Guid store)
    {
        try
        {
            if (log is not null)
            {
                log.Append(record, state.Sequence);
            }
            else if (state.Sequence >= retryAt)
            {
                log = LogSnapshot.Write(files, database, state, store);
                wait = 1;
            }
        }
        catch (Exception trouble) when (trouble is IOException || Damage.Is(trouble))
        {
            GiveUp();
            wait *= 2;
            retryAt = state.Sequence + wait;
            notes.Add(new(
                NoteKind.Hint, $"The store's second copy (commits.log) could not be written: {trouble.Message} It will be written anew.", ["commits.log"]));
        }
    }

    /// <summary>The next transaction writes the log anew.</summary>
    public void Renew()
    {
        GiveUp();
        retryAt = 0;
    }

    public void Dispose() => log?.Dispose();

    private void GiveUp()
    {
        log?.Dispose();
        log = null;
    }
}
