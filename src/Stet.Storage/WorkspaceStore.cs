using Microsoft.Data.Sqlite;
using Stet.Storage.Images;
using Stet.Storage.Opening;
using Stet.Storage.Packs;
using Stet.Storage.Platform;
using Stet.Storage.Rows;
using Stet.Storage.Sql;
using Stet.Storage.Tables;
using Stet.Storage.Units;

namespace Stet.Storage;

/// <summary>
/// The durable part of a workspace: names and their versions, values, history, settings. Any thread may call.
/// </summary>
/// <remarks>
/// Promises: what <see cref="Begin"/> or <see cref="Commit"/> returned from is durable; a commit is there whole or not at all; what is
/// read is what was written, or a <see cref="DamagedStoreException"/> names it.
/// </remarks>
public sealed class WorkspaceStore : IChunkSink, IChunkSource, IDisposable
{
    private readonly Lock gate = new();
    private readonly StoreLock held;
    private readonly StoreOptions options;
    private readonly Database database;
    private readonly ChunkStore chunks;
    private readonly UnitCache units;
    private readonly List<Note> notes = [];
    private StateRow state;
    private long last;

    private WorkspaceStore(string folder, StoreOptions options, StoreLock held, Database database, string id)
    {
        this.options = options;
        this.held = held;
        this.database = database;
        StoreId = id;
        chunks = new(Path.Combine(folder, "chunks"), options.PackBytes, Place);
        units = new(Path.Combine(folder, "units"));
        state = StateRow.Load(database);
        last = EntryTable.Last(database);
    }

    /// <summary>What was found and done at open: damage, entries whose host died.</summary>
    public IReadOnlyList<Note> OpeningNotes { get; private set; } = [];

    public string StoreId { get; }

    /// <summary>False for a store made elsewhere: it can be read, and neither <see cref="Begin"/> nor <see cref="Commit"/> go.</summary>
    public bool Trusted { get; private set; } = true;

    /// <summary>Opens the store in a folder, or makes one.</summary>
    /// <exception cref="StoreRefusedException">In use by another host, or of a newer format. Nothing was touched.</exception>
    public static WorkspaceStore Open(string stetFolder, StoreOptions options)
    {
        PrivateFiles.CreateFolder(stetFolder);
        var held = StoreLock.Take(stetFolder);
        try
        {
            PrivateFiles.CreateFolder(Path.Combine(stetFolder, "chunks"));
            var path = Path.Combine(stetFolder, "store.db");
            if (!File.Exists(path))
            {
                PrivateFiles.Stream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None).Dispose();
            }

            var database = Database.Open(path);
            var id = NewDatabase.IdOf(database) ?? NewDatabase.Make(database, options.Clock.GetUtcNow());
            var store = new WorkspaceStore(stetFolder, options, held, database, id);
            store.MarkDead();
            return store;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public void Trust() => Trusted = true;

    /// <summary>Enters a submission into history. Durable before it returns.</summary>
    public SubmissionNumber Begin(SessionId session, string code, string directory, DateTimeOffset time)
    {
        lock (gate)
        {
            MustBeTrusted();
            var entry = new EntryRow(last + 1, session.Value, code, directory, time.UtcTicks, (long)time.Offset.TotalMinutes);
            Write($"history entry {entry.Number}", () => EntryTable.Add(database, entry), state);
            last = entry.Number;
            return new(last);
        }
    }

    /// <summary>Makes what a submission left behind durable, all of it or nothing.</summary>
    /// <exception cref="StoreWriteException">It could not be written; the state is as before.</exception>
    public void Commit(StoreCommit commit)
    {
        MustBeTrusted();
        var images = NewImages(commit);
        var places = chunks.Sync(images.SelectMany(ImageSplit.Chunks));
        lock (gate)
        {
            Write($"submission {commit.Number}", () => Save(commit, images, places), state);
        }

        chunks.Indexed(places.Select(place => place.Hash));
    }

    /// <summary>The newest state.</summary>
    public IReadOnlyList<StoredBinding> Bindings()
    {
        lock (gate)
        {
            return BindingTable.Live(database, state.Live);
        }
    }

    /// <summary>The state after submission <paramref name="number"/>.</summary>
    public IReadOnlyList<StoredBinding> BindingsAt(SubmissionNumber number)
    {
        lock (gate)
        {
            return BindingTable.At(database, number.Value);
        }
    }

    /// <summary>One name, now or as of a submission; null where it is not bound.</summary>
    public StoredBinding? Binding(BindingKind kind, string name, SubmissionNumber? at = null)
    {
        lock (gate)
        {
            return BindingTable.Find(database, kind, name, at?.Value ?? long.MaxValue);
        }
    }

    /// <summary>An image's bytes, verified by its hash.</summary>
    /// <exception cref="DamagedStoreException">The image or one of its parts is not what was written.</exception>
    public byte[] ReadImage(ContentHash image)
    {
        ImageRow row;
        lock (gate)
        {
            row = ImageTable.Find(database, image);
        }

        return ImageSplit.Join(row, chunks);
    }

    public long ImageLength(ContentHash image)
    {
        lock (gate)
        {
            return ImageTable.Length(database, image) ?? throw new DamagedStoreException($"image {image}", "the store does not have it.");
        }
    }

    /// <summary>A compiled unit from the cache; null where it has to be compiled.</summary>
    public byte[]? ReadUnit(ContentHash unit)
    {
        var bytes = units.Read(unit, out var damaged);
        if (damaged is not null)
        {
            Say(damaged);
        }

        return bytes;
    }

    /// <summary>Puts compiled units into the cache; not synced, since they can be compiled again.</summary>
    public void WriteUnits(IReadOnlyList<NewUnit> units)
    {
        foreach (var unit in units)
        {
            this.units.Write(unit);
        }
    }

    /// <summary>Entries newest first.</summary>
    public IReadOnlyList<HistoryEntry> History(HistoryQuery query, SessionId? own)
    {
        lock (gate)
        {
            return HistorySearch.Find(database, query, own);
        }
    }

    public HistoryEntry? Entry(SubmissionNumber number)
    {
        lock (gate)
        {
            return EntryTable.Find(database, number.Value);
        }
    }

    /// <summary>States that changed something, newest first.</summary>
    public IReadOnlyList<VersionRow> Log(int limit)
    {
        lock (gate)
        {
            return [.. VersionTable.Newest(database, state.Version, state.Horizon, long.MaxValue, limit).Select(Describe)];
        }
    }

    /// <summary>Submissions that changed bindings, newest first, before a number where one is given.</summary>
    public IReadOnlyList<ChangedVersion> ChangedBy(SubmissionNumber? before = null, int limit = 100)
    {
        lock (gate)
        {
            return VersionTable.Newest(database, state.Version, state.Horizon, before?.Value ?? long.MaxValue, limit);
        }
    }

    public string? Setting(string name)
    {
        lock (gate)
        {
            return SettingTable.Find(database, name);
        }
    }

    public void SetSetting(string name, string value)
    {
        lock (gate)
        {
            MustBeTrusted();
            Write($"setting '{name}'", () => SettingTable.Save(database, new(name, value)), state);
        }
    }

    /// <summary>What the store had to say since this was last asked: damage found while reading, ...</summary>
    public IReadOnlyList<Note> TakeNotes()
    {
        lock (notes)
        {
            var taken = notes.ToArray();
            notes.Clear();
            return taken;
        }
    }

    public ContentHash Put(ReadOnlySpan<byte> bytes) => chunks.Put(bytes);

    public void Get(ContentHash hash, Span<byte> destination) => chunks.Get(hash, destination);

    public void Dispose()
    {
        lock (gate)
        {
            database.Dispose();
            chunks.Dispose();
            held.Dispose();
        }
    }

    private ChunkPlace? Place(ContentHash hash)
    {
        lock (gate)
        {
            return ChunkTable.Find(database, hash);
        }
    }

    private List<ImageRow> NewImages(StoreCommit commit)
    {
        var rows = new List<ImageRow>();
        foreach (var image in commit.Images.DistinctBy(image => image.Hash))
        {
            bool known;
            lock (gate)
            {
                known = ImageTable.Has(database, image.Hash.ToBytes());
            }

            if (!known)
            {
                rows.Add(ImageSplit.Store(image, chunks));
            }
        }

        return rows;
    }

    private void Save(StoreCommit commit, List<ImageRow> images, List<(ContentHash Hash, ChunkPlace Place)> places)
    {
        var number = commit.Number.Value;
        ChunkTable.Add(database, places);
        images.ForEach(image => ImageTable.Add(database, image));
        EntryTable.End(database, Endings.Of(commit));
        foreach (var change in commit.Changes)
        {
            var row = new BindingRow((long)change.Kind, change.Name, number, change.Payload, change.Image?.ToBytes());
            state = state with { Live = unchecked(state.Live + BindingTable.Put(database, row)) };
        }

        if (commit.Changes.Count > 0)
        {
            var names = commit.Changes.Select(change => new ChangedName(change.Kind, change.Name));
            state = state with { Version = VersionTable.Add(database, number, names, state.Version) };
        }
    }

    /// <summary>One durable transaction with the state row; on failure memory goes back to <paramref name="before"/>.</summary>
    private void Write(string what, Action work, StateRow before)
    {
        try
        {
            database.Transact(() =>
            {
                work();
                state = state with { Sequence = before.Sequence + 1 };
                state.Save(database);
            });
        }
        catch (SqliteException trouble)
        {
            state = before;
            throw WriteTrouble.Explain(what, trouble);
        }
    }

    private void MarkDead()
    {
        var dead = EntryTable.Running(database, state.Settled);
        if (dead.Count > 0)
        {
            Write("the end of interrupted submissions", () => dead.ForEach(number => EntryTable.End(database, Endings.HostDied(number))), state);
            OpeningNotes = [.. OpeningNotes, Endings.Note(dead)];
        }
    }

    private VersionRow Describe(ChangedVersion version)
    {
        var entry = EntryTable.Find(database, version.Number.Value);
        return new(version.Number, entry?.Time ?? default, entry?.Code ?? "", ChangeSummary.Of(version.Names));
    }

    private void Say(Note note)
    {
        lock (notes)
        {
            notes.Add(note);
        }
    }

    private void MustBeTrusted()
    {
        if (!Trusted)
        {
            throw new InvalidOperationException("This store was made elsewhere and can only be read. Call Trust first.");
        }
    }
}
