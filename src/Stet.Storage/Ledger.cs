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
    private readonly Lock gate = new();
    private readonly StoreFiles files;
    private readonly TimeProvider clock;
    private readonly Action<string, string> inherit;
    private readonly RowWriter record = new();
    private readonly List<Note> notes = [];
    private Database database;
    private CommitLog? log;
    private StateRow state;
    private Guid store;
    private bool proven = true;
    private long soundAt = -1;
    private long logRetry;
    private long logWait = 1;

    /// <param name="inherit">Called with the path of a database that is about to take a damaged one's place, and the store's id.</param>
    public Ledger(StoreFiles files, TimeProvider clock, Action<string, string> inherit)
    {
        this.files = files;
        this.inherit = inherit;
        this.clock = clock;
        (database, state, store) = OpenDatabase();
        try
        {
            OpenLog();
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The store is new: nothing was there before.</summary>
    public bool Made { get; private set; }

    public string StoreId => store.ToString("N");

    /// <summary>The newest submission's number; 0 for none.</summary>
    public long Last { get; private set; }

    /// <summary>Runs a query. Damage that it meets is mended from the log where it can be, and the query is run again.</summary>
    public T Read<T>(Func<Database, StateRow, T> query)
    {
        lock (gate)
        {
            try
            {
                return query(database, state);
            }
            catch (Exception trouble) when (Damage.Is(trouble))
            {
                if (!Mended(trouble))
                {
                    throw AsDamage(trouble);
                }

                return Again(query);
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
            Prove(what);
            try
            {
                Transact(work);
            }
            catch (Exception trouble) when (Damage.Is(trouble) && trouble is not ArgumentException && Mended(trouble))
            {
                Write(what, work);
                return;
            }
            catch (SqliteException trouble)
            {
                proven = false;
                throw TryToProve() is null ? WriteTrouble.Explain(what, trouble) : WriteTrouble.Undecided(what, trouble);
            }

            AppendToLog();
        }
    }

    /// <summary>Enters a submission and gives it the next number.</summary>
    public long Enter(Func<long, EntryRow> entry)
    {
        lock (gate)
        {
            var row = entry(Last + 1);
            Write($"history entry {row.Number}", (_, into) => into.Enter(row));
            return Last = row.Number;
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
                if (dead.Count > 0)
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
            log?.Dispose();
            log = null;
            logRetry = 0;

            // The first transaction has the log written, the second one lets the state name it.
            Write("the commit log", (_, _) => { });
            Write("the commit log", (_, _) => { });
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
            database.Dispose();
            log?.Dispose();
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
            after = into.State with { Sequence = state.Sequence + 1, Log = log?.Id ?? "", Synced = log?.Synced ?? 0 };
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

    /// <summary>The commit stands whatever happens here: a log that cannot be written is written anew later, at the latest at the next open.</summary>
    private void AppendToLog()
    {
        try
        {
            if (log is not null)
            {
                log.Append(record, state.Sequence);
            }
            else if (state.Sequence >= logRetry)
            {
                log = LogSnapshot.Write(files, database, state, store);
                logWait = 1;
            }
        }
        catch (Exception trouble) when (trouble is IOException || Damage.Is(trouble))
        {
            log?.Dispose();
            log = null;
            logWait *= 2;
            logRetry = state.Sequence + logWait;
            notes.Add(new(
                NoteKind.Hint, $"The store's second copy (commits.log) could not be written: {trouble.Message} It will be written anew.", ["commits.log"]));
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
        log?.Dispose();
        log = null;
        try
        {
            Rebuild.Run(files, clock, findings[0].TrimEnd('.'), notes, inherit);
        }
        catch (Exception failure) when (failure is IOException or SqliteException)
        {
            notes.Add(new(NoteKind.Damaged, $"store.db is damaged ({trouble.Message}) and could not be made again: {failure.Message}", ["store.db"]));
            database = Database.Open(files.Database);
            return false;
        }

        (database, state, store) = OpenDatabase();
        OpenLog();
        return true;
    }

    private (Database, StateRow, Guid) OpenDatabase()
    {
        try
        {
            return TryOpenDatabase();
        }
        catch (Exception trouble) when (Damage.Is(trouble) && trouble is not StoreWriteException)
        {
            Rebuild.Run(files, clock, trouble.Message.TrimEnd('.'), notes, inherit);
            return TryOpenDatabase();
        }
    }

    private (Database, StateRow, Guid) TryOpenDatabase()
    {
        var fresh = !File.Exists(files.Log) && (!File.Exists(files.Database) || new FileInfo(files.Database).Length == 0);
        if (!File.Exists(files.Database))
        {
            Platform.PrivateFiles.Stream(files.Database, FileMode.CreateNew, FileAccess.Write, FileShare.None).Dispose();
        }

        SqliteHeader.Check(files);
        var opened = Database.Open(files.Database);
        try
        {
            if (NewDatabase.IdOf(opened) is null)
            {
                if (!fresh && File.Exists(files.Log))
                {
                    throw new DamagedStoreException("store.db", "it is empty.");
                }

                if (fresh && Packs.PackSet.Numbers(files.Chunks).Any())
                {
                    notes.Add(new(
                        NoteKind.Damaged,
                        "store.db and commits.log are missing; only the chunks of large values are left, without their names. The store begins anew.",
                        ["store.db", "commits.log"]));
                }

                NewDatabase.Make(opened, clock.GetUtcNow(), Guid.NewGuid());
                Made = true;
            }

            Last = EntryTable.Last(opened);
            return (opened, StateRow.Load(opened), Guid.Parse(NewDatabase.IdOf(opened)!));
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Compares log and database. A log ahead of the database: the database has lost commits. One behind, or damaged: it is written anew.</summary>
    private void OpenLog()
    {
        var tail = LogTail.Read(files, state);
        if (tail.Sequence > state.Sequence)
        {
            tail = RebuildOpened($"its newest {tail.Sequence - state.Sequence} transactions were missing");
        }

        var whole = tail.Header is { } header && header.Store == store && tail.Sequence == state.Sequence && !tail.Damaged && !tail.Torn;
        try
        {
            log = whole ? CommitLog.Continue(files.Log, tail.Header!, tail.End, tail.NextOrdinal) : WriteAnew(tail);
        }
        catch (Exception trouble) when (Damage.Is(trouble))
        {
            // Database and log are damaged both: what is whole in either makes the new database.
            log = WriteAnew(RebuildOpened(trouble.Message.TrimEnd('.')));
        }
        catch (IOException trouble)
        {
            notes.Add(new(NoteKind.Hint, $"The store's second copy (commits.log) could not be opened: {trouble.Message}", ["commits.log"]));
        }
    }

    private LogTail RebuildOpened(string why)
    {
        database.Dispose();
        Rebuild.Run(files, clock, why, notes, inherit);
        (database, state, store) = TryOpenDatabase();
        return LogTail.Read(files, state);
    }

    private CommitLog WriteAnew(LogTail tail)
    {
        if (tail.Damaged || (tail.Header is null && state.Sequence > 0))
        {
            notes.Add(new(
                NoteKind.Damaged, "The store's second copy (commits.log) was damaged; it was written anew from store.db. Nothing is missing.", ["commits.log"]));
        }

        else if (tail.Torn)
        {
            notes.Add(new(
                NoteKind.Recovered, "The store's second copy (commits.log) was torn at its end; it was written anew from store.db. Nothing is missing.", ["commits.log"]));
        }

        return LogSnapshot.Write(files, database, state, store);
    }
}
