using Microsoft.Data.Sqlite;
using Stet.Storage.Platform;
using Stet.Storage.Recovery;
using Stet.Storage.Sql;

namespace Stet.Storage.Memos;

/// <summary>
/// Results of functions by what they were computed from, in a database of their own, <c>memo.db</c>: a cache, so damage is answered by beginning anew. Any thread may call.
/// </summary>
/// <remarks>
/// <para>What is found is what was kept under that very version and key, or nothing (MemoStoreTests).</para>
/// <para>What <see cref="Write"/> returned from is durable; a kill leaves each write whole or not there (the same).</para>
/// <para>Finding a result reads a few pages, however many there are: nothing is read at opening but the versions.</para>
/// </remarks>
public sealed class MemoStore : IDisposable
{
    private readonly string path;
    private readonly TimeProvider clock;
    private readonly Action<Note> say;
    private readonly Lock gate = new();
    private readonly HashSet<(long, ContentHash)> used = [];
    private Database? database;
    private MemoTables tables;

    private MemoStore(string path, TimeProvider clock, Action<Note> say)
    {
        (this.path, this.clock, this.say) = (path, clock, say);
        (database, tables) = Opened();
    }

    internal static MemoStore? TryOpen(string path, TimeProvider clock, Action<Note> say)
    {
        try
        {
            return new(path, clock, say);
        }
        catch (Exception trouble) when (trouble is SqliteException or IOException or UnauthorizedAccessException)
        {
            say(new(NoteKind.NotKept, $"results of [Memo] functions are not kept until the workspace is opened again: {trouble.Message}", ["memo.db"]));
            return null;
        }
    }

    /// <summary>Another number after the store had to begin anew: no version is entered any more.</summary>
    public int Generation { get; private set; }

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds() / 60;

    /// <summary>How much may be kept.</summary>
    public MemoLimits Limits
    {
        get => Guarded(() => tables.Limits, MemoLimits.Default);
        set => Guarded(() => database!.Transact(() => tables.SetLimits(value)));
    }

    /// <summary>The versions whose results hold.</summary>
    public IReadOnlyList<StoredMemoVersion> Versions() => Guarded(() => tables.Versions(), []);

    /// <summary>The stored form of a result; null where there is none.</summary>
    public byte[]? Find(long version, ContentHash key) => Guarded(
        () =>
        {
            if (tables.Find(version, key) is not var (form, last))
            {
                return null;
            }

            if (Now - last > MemoTables.Day && used.Count < MemoTables.MostTouched)
            {
                used.Add((version, key));
            }

            return form;
        },
        null);

    /// <summary>Enters a version, under which results are then kept.</summary>
    /// <returns>Its number; 0 where it could not be entered.</returns>
    public long Enter(string function, ContentHash hash, byte[] parts) => Guarded(
        () =>
        {
            var row = 0L;
            database!.Transact(() => row = tables.Enter(function, hash, parts));
            return row;
        },
        0);

    /// <summary>Remembers something else of a version than it was entered with.</summary>
    public void SetParts(long version, byte[] parts) => Guarded(() => database!.Transact(() => tables.SetParts(version, parts)));

    /// <summary>Whether there is more than the limits allow.</summary>
    public bool IsBeyondLimits => Guarded(() => tables.IsBeyondLimits, false);

    /// <summary>Keeps results. Durable when it returns.</summary>
    public void Write(IReadOnlyCollection<NewMemoResult> results) => Guarded(() => database!.Transact(() =>
    {
        tables.Touch(used, Now);
        used.Clear();
        tables.Put(results, Now);
    }));

    /// <summary>The results of these versions hold no more: they are not found from here on, and removed by <see cref="Tidy"/>.</summary>
    public void Drop(IReadOnlyCollection<long> versions) => Guarded(() => database!.Transact(() => tables.Drop(versions)));

    /// <summary>Removes some of what was dropped, and of what is beyond the limits; false when nothing is left to do.</summary>
    public bool Tidy() => Guarded(
        () =>
        {
            var more = false;
            database!.Transact(() => more = tables.RemoveDropped() || tables.RemoveOldest());
            if (!more)
            {
                database.Do("PRAGMA incremental_vacuum");
            }

            return more;
        },
        false);

    public void Dispose()
    {
        lock (gate)
        {
            database?.Dispose();
            database = null;
        }
    }

    private void Guarded(Action work) => Guarded(() => { work(); return true; }, false);

    /// <summary>Damage costs what was kept and nothing else; a full disk costs what was to be kept.</summary>
    private T Guarded<T>(Func<T> work, T otherwise)
    {
        lock (gate)
        {
            if (database is null)
            {
                return otherwise;
            }

            try
            {
                return work();
            }
            catch (Exception trouble) when (Damage.Is(trouble))
            {
                say(new(NoteKind.Damaged, $"memo.db, the kept results of [Memo] functions, is damaged ({trouble.Message}); they are computed again.", ["memo.db"]));
                BeginAnew();
                return otherwise;
            }
            catch (Exception trouble) when (trouble is SqliteException or IOException or UnauthorizedAccessException)
            {
                say(new(NoteKind.NotKept, $"results of [Memo] functions could not be kept: {trouble.Message}", ["memo.db"]));
                return otherwise;
            }
        }
    }

    private (Database?, MemoTables) Opened()
    {
        try
        {
            return Open();
        }
        catch (Exception trouble) when (Damage.Is(trouble))
        {
            say(new(NoteKind.Damaged, $"memo.db, the kept results of [Memo] functions, is damaged ({trouble.Message}); they are computed again.", ["memo.db"]));
            Remove();
            return Open();
        }
    }

    private (Database, MemoTables) Open()
    {
        if (!File.Exists(path))
        {
            PrivateFiles.Stream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None).Dispose();
        }

        var opened = Database.Open(path);
        try
        {
            return (opened, MemoTables.Of(opened));
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private void BeginAnew()
    {
        database!.Dispose();
        database = null;
        used.Clear();
        Generation++;
        try
        {
            Remove();
            (database, tables) = Open();
        }
        catch (Exception trouble) when (trouble is SqliteException or IOException or UnauthorizedAccessException)
        {
            say(new(NoteKind.NotKept, $"results of [Memo] functions are not kept until the workspace is opened again: {trouble.Message}", ["memo.db"]));
        }
    }

    private void Remove()
    {
        foreach (var file in StoreFiles.Companions(path).Prepend(path))
        {
            File.Delete(file);
        }
    }
}
