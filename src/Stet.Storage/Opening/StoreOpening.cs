using Stet.Storage.Log;
using Stet.Storage.Packs;
using Stet.Storage.Platform;
using Stet.Storage.Recovery;
using Stet.Storage.Sql;
using Stet.Storage.Tables;

namespace Stet.Storage.Opening;

/// <summary>An open database, with its commit log where that could be opened.</summary>
/// <param name="Made">The store is new: nothing was there before.</param>
internal sealed record OpenedStore(Database Database, StateRow State, Guid Store, bool Made, CommitLog? Log = null);

/// <summary>
/// Opens database and commit log, and mends the one from the other where they disagree: a log ahead of the database tells that the
/// database has lost commits; one behind it, torn or damaged is written anew.
/// </summary>
/// <param name="inherit">Called with the path of a database that is about to take a damaged one's place, and the store's id.</param>
internal sealed class StoreOpening(StoreFiles files, TimeProvider clock, Action<string, string> inherit, List<Note> notes)
{
    /// <exception cref="IOException">Neither could be opened or made. Files that were there are still there.</exception>
    public OpenedStore Open()
    {
        var opened = OpenOrRebuild();
        try
        {
            return WithLog(opened);
        }
        catch
        {
            opened.Database.Dispose();
            throw;
        }
    }

    /// <summary>Makes a damaged database again; it must be closed.</summary>
    public OpenedStore OpenRebuilt(string why)
    {
        Rebuild.Run(files, clock, why.TrimEnd('.'), notes, inherit);
        return OpenDatabase();
    }

    private OpenedStore OpenOrRebuild()
    {
        try
        {
            return OpenDatabase();
        }
        catch (Exception trouble) when (Damage.Is(trouble))
        {
            return OpenRebuilt(trouble.Message);
        }
    }

    private OpenedStore OpenDatabase()
    {
        var anew = !File.Exists(files.Log) && (!File.Exists(files.Database) || new FileInfo(files.Database).Length == 0);
        if (!File.Exists(files.Database))
        {
            PrivateFiles.Stream(files.Database, FileMode.CreateNew, FileAccess.Write, FileShare.None).Dispose();
        }

        SqliteHeader.Check(files);
        var database = Database.Open(files.Database);
        try
        {
            var made = NewDatabase.IdOf(database) is null;
            if (made)
            {
                Make(database, anew);
            }

            var state = StateRow.Load(database);
            if (EntryTable.Last(database) != state.Last)
            {
                throw new DamagedStoreException("history", $"its newest entry is not number {state.Last}.");
            }

            return new(database, state, Guid.Parse(NewDatabase.IdOf(database)!), made);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private void Make(Database database, bool anew)
    {
        if (File.Exists(files.Log))
        {
            throw new DamagedStoreException("store.db", "it is empty.");
        }

        if (anew && PackSet.Numbers(files.Chunks).Any())
        {
            notes.Add(new(
                NoteKind.Damaged,
                "store.db and commits.log are missing; only the chunks of large values are left, without their names. The store begins anew.",
                ["store.db", "commits.log"]));
        }

        NewDatabase.Make(database, clock.GetUtcNow(), Guid.NewGuid());
    }

    private OpenedStore WithLog(OpenedStore opened)
    {
        var tail = LogTail.Read(files, opened.State);
        if (tail.Sequence > opened.State.Sequence)
        {
            var lost = tail.Sequence - opened.State.Sequence;
            opened.Database.Dispose();
            opened = OpenRebuilt($"its newest {lost} transactions were missing");
            tail = LogTail.Read(files, opened.State);
        }

        try
        {
            return opened with { Log = IsWhole(tail, opened) ? CommitLog.Continue(files.Log, tail.Header!, tail.End, tail.NextOrdinal) : WriteAnew(tail, opened) };
        }
        catch (Exception trouble) when (Damage.Is(trouble))
        {
            // Database and log are damaged both: what is whole in either makes the new database.
            opened.Database.Dispose();
            opened = OpenRebuilt(trouble.Message);
            return opened with { Log = WriteAnew(LogTail.Read(files, opened.State), opened) };
        }
        catch (IOException trouble)
        {
            notes.Add(new(NoteKind.Hint, $"The store's second copy (commits.log) could not be opened: {trouble.Message}", ["commits.log"]));
            return opened;
        }
    }

    private static bool IsWhole(LogTail tail, OpenedStore opened) =>
        tail.Header is { Format: Schema.Format } header && header.Store == opened.Store && tail.Sequence == opened.State.Sequence && !tail.Damaged && !tail.Torn;

    private CommitLog WriteAnew(LogTail tail, OpenedStore opened)
    {
        if (tail.Damaged || (tail.Header is null && opened.State.Sequence > 0))
        {
            notes.Add(new(
                NoteKind.Damaged, "The store's second copy (commits.log) was damaged; it was written anew from store.db. Nothing is missing.", ["commits.log"]));
        }
        else if (tail.Torn)
        {
            notes.Add(new(
                NoteKind.Recovered, "The store's second copy (commits.log) was torn at its end; it was written anew from store.db. Nothing is missing.", ["commits.log"]));
        }

        return LogSnapshot.Write(files, opened.Database, opened.State, opened.Store);
    }
}
