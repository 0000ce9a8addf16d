using Microsoft.Data.Sqlite;
using Stet.Storage.Log;
using Stet.Storage.Opening;
using Stet.Storage.Recovery;
using Stet.Storage.Rows;
using Stet.Storage.Sql;
using Stet.Storage.Tables;

namespace Stet.Storage;

/// <summary>
/// The database and its second copy, the commit log, under one lock.
/// </summary>
/// <remarks>
/// A transaction is durable when the database has it; then it is appended to the log. So the log is never ahead of a sound database, and
/// one that is ahead tells of damage. A read that finds damage rebuilds the database from the log and is done again.
/// </remarks>
internal sealed class Ledger : IDisposable
{
    /// <summary>At most this many entries are looked through at open for one that has not ended.</summary>
    private const long MostUnsettled = 1000;

    private readonly Lock gate = new();
    private readonly StoreFiles files;
    private readonly List<Note> notes = [];
    private readonly RowWriter record = new();
    private readonly StoreOpening opening;
    private Database database;
    private StateRow state;
    private Guid store;
    private SecondCopy copy;
    private bool proven = true;
    private long soundAt = -1;
    private bool closed;

    /// <param name="inherit">Called with the path of a database that is about to take a damaged one's place, and the store's id.</param>
    public Ledger(StoreFiles files, TimeProvider clock, Action<string, string> inherit)
    {
        this.files = files;
        opening = new(files, clock, inherit, notes);
        var opened = opening.Open();
        (database, state, store, Made, _) = opened;
        copy = new(files, opened.Log, notes);
    }

    /// <summary>Over a database that is there already, and that nothing is written to: what is damaged in it is not mended.</summary>
    public Ledger(StoreFiles files, TimeProvider clock, Database database, StateRow state)
    {
        this.files = files;
        (this.database, this.state, soundAt) = (database, state, state.Sequence);
        opening = new(files, clock, (_, _) => { }, notes);
        copy = new(files, null, notes);
    }

    /// <summary>The store is new: nothing was there before.</summary>
    public bool Made { get; }

    public string StoreId => store.ToString("N");

    /// <summary>The newest submission's number; 0 for none.</summary>
    public long Last => state.Last;

    /// <summary>Runs a query. Damage that it meets is mended from the log where it can be, and the query is run again.</summary>
    /// <exception cref="DamagedStoreException">It could not be mended.</exception>
    public T Read<T>(Func<Database, StateRow, T> query)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(WorkspaceStore));
            try
            {
                return query(database, state);
            }
            catch (Exception trouble) when (Damage.Is(trouble))
            {
                return Mended(trouble) ? Again(query) : throw AsDamage(trouble);
            }
        }
    }

    /// <summary>Runs <paramref name="work"/> as one durable transaction.</summary>
    /// <param name="what">What is being written, for the message if it fails.</param>
    /// <exception cref="StoreWriteException">Nothing of it was kept.</exception>
    public void Write(string what, Action<Database, Transaction> work)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(WorkspaceStore));
            Prove(what);
            try
            {
                Transact(work);
            }
            catch (Exception trouble) when (trouble is SqliteException || Damage.Is(trouble))
            {
                if (Damage.Is(trouble) && Mended(trouble))
                {
                    Write(what, work);
                    return;
                }

                if (trouble is not SqliteException)
                {
                    throw;
                }

                proven = false;
                throw TryToProve() is null ? WriteTrouble.Explain(what, trouble) : WriteTrouble.Undecided(what, trouble);
            }

            copy.Append(record, database, state, store);
        }
    }

    /// <summary>Enters a submission and gives it the next number.</summary>
    public long Enter(Func<long, EntryRow> entry)
    {
        lock (gate)
        {
            var row = entry(Last + 1);
            Write($"history entry {row.Number}", (_, into) => into.Enter(row));
            return row.Number;
        }
    }

    /// <summary>Marks the entries whose host died in them, and returns their numbers. On a disk that refuses writes they stay as they are.</summary>
    public List<long> SettleRunning()
    {
        lock (gate)
        {
            var dead = Read((database, now) => EntryTable.Running(database, now.Settled));
            try
            {
                if (dead.Count > 0 || Last - state.Settled > MostUnsettled)
                {
                    Write("the end of interrupted submissions", (_, into) =>
                    {
                        dead.ForEach(number => into.End(Endings.HostDied(number)));
                        into.Limit(into.State.Horizon, Last);
                    });
                }
            }
            catch (StoreWriteException trouble)
            {
                notes.Add(new(NoteKind.Hint, trouble.Message, []));
            }

            return dead;
        }
    }

    /// <summary>Replaces the commit log by the state as it is now: what was deleted leaves the log as well.</summary>
    public void RenewLog()
    {
        lock (gate)
        {
            copy.Renew();

            // The first transaction has the log written, the second one lets the state name it.
            Write("the commit log", (_, _) => { });
            Write("the commit log", (_, _) => { });
        }
    }

    /// <summary>Writes the database anew, so that nothing of what was deleted or replaced is left in free space, write-ahead log or commit log.</summary>
    /// <exception cref="StoreWriteException">It could not be; what was replaced is so all the same.</exception>
    public void Shred()
    {
        lock (gate)
        {
            try
            {
                database.Do("VACUUM");
                database.Do("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            catch (SqliteException trouble)
            {
                throw WriteTrouble.Explain("the store without what was forgotten", trouble);
            }

            RenewLog();
        }
    }

    public List<Note> TakeNotes()
    {
        lock (gate)
        {
            var taken = notes.ToList();
            notes.Clear();
            return taken;
        }
    }

    public void Say(Note note)
    {
        lock (gate)
        {
            notes.Add(note);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            database.Dispose();
            copy.Dispose();
        }
    }

    private void Transact(Action<Database, Transaction> work)
    {
        CommitLog.BeginRecord(record);
        var into = new Transaction(database, state, record);
        var after = state;
        database.Transact(() =>
        {
            work(database, into);
            after = into.State with { Sequence = state.Sequence + 1, Log = copy.Id, Synced = copy.Synced };
            after.Save(database);
        });
        state = after;
    }

    /// <summary>
    /// After a failed write the same state is written once more. That it succeeds shows that the disk takes writes again, and it
    /// overwrites in the write-ahead log whatever the failed transaction may have left there.
    /// </summary>
    private void Prove(string what)
    {
        if (!proven && TryToProve() is { } trouble)
        {
            throw WriteTrouble.Refuse(what, trouble);
        }
    }

    private SqliteException? TryToProve()
    {
        try
        {
            database.Transact(() => state.Save(database));
            proven = true;
            return null;
        }
        catch (SqliteException trouble)
        {
            return trouble;
        }
    }

    private T Again<T>(Func<Database, StateRow, T> query)
    {
        try
        {
            return query(database, state);
        }
        catch (Exception trouble) when (Damage.Is(trouble))
        {
            throw AsDamage(trouble);
        }
    }

    private static DamagedStoreException AsDamage(Exception trouble) =>
        trouble as DamagedStoreException ?? new("store.db", trouble.Message, trouble);

    /// <summary>Rebuilds the database if it really is damaged; what is missing in a sound database was never there.</summary>
    private bool Mended(Exception trouble)
    {
        if (soundAt == state.Sequence)
        {
            return false;
        }

        var findings = DatabaseScan.Run(database);
        if (findings.Count == 0)
        {
            soundAt = state.Sequence;
            return false;
        }

        database.Dispose();
        copy.Dispose();
        try
        {
            opening.OpenRebuilt(findings[0]).Database.Dispose();
        }
        catch (Exception failure) when (failure is IOException or SqliteException)
        {
            notes.Add(new(NoteKind.Damaged, $"store.db is damaged ({trouble.Message}) and could not be made again: {failure.Message}", ["store.db"]));
            database = Database.Open(files.Database);
            copy = new(files, null, notes);
            return false;
        }

        var opened = opening.Open();
        (database, state, store, _, _) = opened;
        copy = new(files, opened.Log, notes);
        return true;
    }
}
