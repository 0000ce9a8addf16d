using Stet.Storage.Images;
using Stet.Storage.Memos;
using Stet.Storage.Opening;
using Stet.Storage.Packs;
using Stet.Storage.Platform;
using Stet.Storage.Recovery;
using Stet.Storage.Retention;
using Stet.Storage.Rows;
using Stet.Storage.Tables;
using Stet.Storage.Trust;
using Stet.Storage.Units;

namespace Stet.Storage;

/// <summary>
/// The durable part of a workspace: names and their versions, values, history, settings. Any thread may call.
/// </summary>
/// <remarks>
/// <para>What <see cref="Begin"/> or <see cref="Commit"/> returned from is durable (CrashTests, FailingDiskTests).</para>
/// <para>A commit is there whole or not at all (the same).</para>
/// <para>What is read is what was written, or a <see cref="DamagedStoreException"/> or a note names what is not (DamageTests).</para>
/// </remarks>
public sealed partial class WorkspaceStore : IChunkSink, IChunkSource, IDisposable
{
    private readonly StoreFiles files;
    private readonly StoreOptions options;
    private readonly StoreLock? held;
    private readonly Ledger ledger;
    private readonly ChunkStore chunks;
    private readonly PackSet packs;
    private readonly UnitCache units;
    private readonly CommitWriter commits;
    private readonly StoreTrust? trust;
    private readonly ReaderWriterLockSlim collecting = new();
    private readonly Lazy<MemoStore?> memos;
    private bool closed;

    private WorkspaceStore(StoreFiles files, StoreOptions options, StoreLock held)
    {
        this.files = files;
        this.options = options;
        this.held = held;
        trust = new(files, new TrustRegistry(options.StateFolder));
        ledger = new(files, options.Clock, trust.Inherit);
        trust.Know(ledger.StoreId, ledger.Made);
        packs = new(files.Chunks, options.PackBytes);
        chunks = new(packs, new ChunkIndex(ledger));
        units = new(files.Units);
        commits = new(ledger, chunks);
        memos = new(() => MemoStore.TryOpen(files.Memos, options.Clock, ledger.Say));
        OpeningNotes = [.. OpeningNotesOf(trust)];
    }

    /// <summary>What was found and done at open: damage, entries whose host died, a store made elsewhere.</summary>
    public IReadOnlyList<Note> OpeningNotes { get; }

    /// <summary>32 hexadecimal digits, made with the store.</summary>
    public string StoreId => ledger.StoreId;

    /// <summary>False for a store made elsewhere: it can be read, and writing to it throws an <see cref="InvalidOperationException"/>.</summary>
    public bool Trusted => trust is null or { IsGiven: true };

    /// <summary>Opens the store in a folder, or makes one.</summary>
    /// <exception cref="StoreRefusedException">In use by another host, of a newer format, or with links in it. Nothing was touched.</exception>
    /// <exception cref="StoreWriteException">A store could not be made or mended there.</exception>
    public static WorkspaceStore Open(string stetFolder, StoreOptions options)
    {
        var files = new StoreFiles(Path.GetFullPath(stetFolder));
        try
        {
            return OpenFiles(files, options);
        }
        catch (Exception trouble) when (trouble is Microsoft.Data.Sqlite.SqliteException or UnauthorizedAccessException)
        {
            throw WriteTrouble.Unopened(files.Folder, trouble);
        }
    }

    /// <summary>The user trusts this store, here and now; remembered for this file on this machine.</summary>
    public void Trust()
    {
        Own.Give();
        ledger.SettleRunning();
    }

    /// <summary>Enters a submission into history. Durable before it returns.</summary>
    /// <exception cref="StoreWriteException">It could not be written; the state is as before.</exception>
    public SubmissionNumber Begin(SessionId session, string code, string directory, DateTimeOffset time)
    {
        Own.Demand();
        return new(ledger.Enter(number => new(number, session.Value, code, directory, time.UtcTicks, (long)time.Offset.TotalMinutes)));
    }

    /// <summary>Makes what a submission left behind durable, all of it or nothing.</summary>
    /// <exception cref="StoreWriteException">It could not be written; the state is as before.</exception>
    public void Commit(StoreCommit commit)
    {
        Own.Demand();
        collecting.EnterReadLock();
        try
        {
            commits.Write(commit);
        }
        finally
        {
            collecting.ExitReadLock();
        }
    }

    /// <summary>The newest state.</summary>
    public IReadOnlyList<StoredBinding> Bindings() => ledger.Read((database, state) => BindingTable.Live(database, state.Live));

    /// <summary>The state after submission <paramref name="number"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Retention has dropped that state.</exception>
    public IReadOnlyList<StoredBinding> BindingsAt(SubmissionNumber number)
    {
        DemandKept(number);
        return ledger.Read((database, _) => BindingTable.At(database, number.Value));
    }

    /// <summary>The oldest state that retention has left.</summary>
    public SubmissionNumber OldestState => new(ledger.Read((_, state) => state.Horizon));

    /// <summary>One name, now or as of a submission; null where it is not bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Retention has dropped that state.</exception>
    public StoredBinding? Binding(BindingKind kind, string name, SubmissionNumber? at = null)
    {
        if (at is { } number)
        {
            DemandKept(number);
        }

        return ledger.Read((database, _) => BindingTable.Find(database, kind, name, at?.Value ?? long.MaxValue));
    }

    /// <summary>An image's bytes, verified by its hash.</summary>
    /// <exception cref="DamagedStoreException">The image or one of its parts is not what was written.</exception>
    public byte[] ReadImage(ContentHash image) => ImageSplit.Join(ledger.Read((database, _) => ImageTable.Find(database, image)), chunks);

    /// <summary>Whether an image is still kept: those of states that retention has dropped are not.</summary>
    public bool HasImage(ContentHash image) => ledger.Read((database, _) => ImageTable.Has(database, image.ToBytes()));

    /// <summary>Bytes of an image, chunks that it refers to not counted.</summary>
    public long ImageLength(ContentHash image) => ledger.Read((database, _) => ImageTable.Length(database, image));

    /// <summary>An image for another store, to which the chunks that it refers to are put.</summary>
    /// <exception cref="DamagedStoreException">As <see cref="ReadImage"/>.</exception>
    public NewImage Export(ContentHash image, IChunkSink to)
    {
        var references = ImageSplit.References(ledger.Read((database, _) => ImageTable.Find(database, image))).ToList();
        foreach (var chunk in references)
        {
            var bytes = new byte[ledger.Read((database, _) => ChunkTable.Find(database, chunk))?.Length ?? throw new DamagedStoreException($"chunk {chunk}", "the store does not have it.")];
            chunks.Get(chunk, bytes);
            to.Put(bytes);
        }

        return new(image, ReadImage(image), references);
    }

    /// <summary>A compiled unit from the cache; null where it has to be compiled. A damaged one is removed, and a note says so.</summary>
    public byte[]? ReadUnit(ContentHash unit)
    {
        if (trust is null)
        {
            return null;
        }

        var bytes = units.Read(unit, out var damaged);
        if (damaged is not null)
        {
            ledger.Say(damaged);
        }

        return bytes;
    }

    /// <summary>Puts compiled units into the cache; not synced, since they can be compiled again.</summary>
    public void WriteUnits(IReadOnlyList<NewUnit> units)
    {
        Own.Demand();
        foreach (var unit in units)
        {
            this.units.Write(unit);
        }
    }

    /// <summary>Results of functions; opened when it is first asked for. Null where it could not be opened or made; a note says why.</summary>
    public MemoStore? Memos
    {
        get
        {
            if (trust is null)
            {
                return null;
            }

            trust.Demand();
            return memos.Value;
        }
    }

    /// <summary>Whether there are results of functions.</summary>
    public bool HasMemos => trust is not null && (memos.IsValueCreated || File.Exists(files.Memos));

    /// <summary>Entries newest first.</summary>
    public IReadOnlyList<HistoryEntry> History(HistoryQuery query, SessionId? own) =>
        ledger.Read((database, state) => HistorySearch.Find(database, state, query, own));

    /// <summary>Null where there never was such an entry.</summary>
    public HistoryEntry? Entry(SubmissionNumber number) =>
        number.Value < 1 || number.Value > ledger.Last ? null : ledger.Read((database, _) => EntryTable.Find(database, number.Value));

    /// <summary>Entries before a number, newest first, as search needs them. The end of an entry is not verified here: it only orders.</summary>
    public IReadOnlyList<HistoryLine> HistoryLines(long before, int limit) => ledger.Read((database, _) => EntryTable.Lines(database, before, limit));

    /// <summary>These entries, in the order of the numbers.</summary>
    public IReadOnlyList<HistoryLine> HistoryLines(IReadOnlyList<int> numbers) =>
        ledger.Read((database, _) => numbers.Select(n => EntryTable.Line(database, n)).OfType<HistoryLine>().ToList());

    /// <summary>What an entry meant when it ran; null where that is not known.</summary>
    public string? Meaning(SubmissionNumber number) => ledger.Read((database, _) => MeaningTable.Find(database, number.Value)?.Payload);

    /// <summary>What the entries with this text meant, newest first.</summary>
    public IReadOnlyList<(SubmissionNumber Number, string Payload)> MeaningsOf(string text, int limit) =>
        ledger.Read((database, _) => MeaningTable.Same(database, text, limit).ConvertAll(row => (new SubmissionNumber(row.Number), row.Payload)));

    /// <summary>Removes entries for good: text, result, output and meaning, also from free space and logs of the store. Their numbers, times and directories stay.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="StoreWriteException">Not everything could be removed.</exception>
    public int Forget(IReadOnlyCollection<SubmissionNumber> numbers)
    {
        Own.Demand();
        var known = numbers.Distinct().Where(n => n.Value >= 1 && n.Value <= ledger.Last).ToList();
        ledger.Write("the history without what was forgotten", (database, into) => known.ForEach(n => EntryTable.Forget(database, into, n.Value)));
        ledger.Shred();
        return known.Count;
    }

    /// <summary>Adds entries that were made elsewhere, in order, each with the next number.</summary>
    /// <exception cref="StoreWriteException">Only some of them were added.</exception>
    public void Import(IEnumerable<ImportedEntry> entries)
    {
        Own.Demand();
        foreach (var batch in entries.Chunk(StoreOptions.ImportBatch))
        {
            ledger.Write("imported history", (_, into) =>
            {
                foreach (var entry in batch)
                {
                    EntryTable.Import(into, entry);
                }
            });
        }
    }

    /// <summary>States that changed something, newest first.</summary>
    public IReadOnlyList<VersionRow> Log(int limit) =>
        ledger.Read((database, state) => VersionTable.Newest(database, state, null, limit).ConvertAll(version =>
        {
            var entry = EntryTable.Find(database, version.Number.Value);
            return new VersionRow(version.Number, entry.Time, entry.Code, ChangeSummary.Of(version.Names));
        }));

    /// <summary>Submissions that changed bindings, newest first; only those before a number where one is given.</summary>
    public IReadOnlyList<ChangedVersion> ChangedBy(SubmissionNumber? before = null, int limit = 100) =>
        ledger.Read((database, state) => VersionTable.Newest(database, state, before, limit));

    public string? Setting(string name) => ledger.Read((database, _) => SettingTable.Find(database, name));

    public void SetSetting(string name, string value)
    {
        Own.Demand();
        ledger.Write($"setting '{name}'", (_, into) => into.Set(new(name, value)));
    }

    /// <summary>Reads every byte of the store; every damaged part is named. Empty: the store is whole.</summary>
    public IReadOnlyList<string> CheckIntegrity() => StoreScan.Run(files, ledger, chunks);

    /// <summary>What <see cref="Collect"/> keeps: as was set here, else as the store was opened.</summary>
    public RetentionLimits Retention
    {
        get => RetentionLimits.Parse(Setting(RetentionLimits.Setting)) ?? RetentionLimits.Of(options);
        set => SetSetting(RetentionLimits.Setting, value.ToSetting());
    }

    /// <summary>Applies the retention policy and gives space back. What it dropped is in the report.</summary>
    public RetentionReport Collect()
    {
        Own.Demand();
        collecting.EnterWriteLock();
        try
        {
            var (age, bytes, versions) = Retention;
            return new Collector(files, ledger, chunks, packs, units, options with { KeepAge = age, KeepBytes = bytes, KeepVersions = versions }).Run();
        }
        finally
        {
            collecting.ExitWriteLock();
        }
    }

    /// <summary>What the store had to say since this was last asked: damage that was found and mended while reading, ...</summary>
    public IReadOnlyList<Note> TakeNotes() => ledger.TakeNotes();

    /// <inheritdoc/>
    public ContentHash Put(ReadOnlySpan<byte> bytes)
    {
        Own.Demand();
        return chunks.Put(bytes);
    }

    /// <inheritdoc/>
    public void Get(ContentHash hash, Span<byte> destination) => chunks.Get(hash, destination);

    /// <summary>Waits for commits in flight and closes the store.</summary>
    public void Dispose()
    {
        if (closed)
        {
            return;
        }

        collecting.EnterWriteLock();
        closed = true;
        collecting.ExitWriteLock();
        if (memos.IsValueCreated)
        {
            memos.Value?.Dispose();
        }

        ledger.Dispose();
        chunks.Dispose();
        collecting.Dispose();
        held?.Dispose();
    }

    private static WorkspaceStore OpenFiles(StoreFiles files, StoreOptions options)
    {
        LinkGate.Check(files);
        FormatGate.Check(files);
        if (!Directory.Exists(files.Folder))
        {
            PrivateFiles.CreateFolder(files.Folder);
            Durability.SyncFolder(Path.GetDirectoryName(files.Folder)!);
        }

        var held = StoreLock.Take(files.Folder);
        try
        {
            PrivateFiles.CreateFolder(files.Chunks);
            return new(files, options, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private IEnumerable<Note> OpeningNotesOf(StoreTrust trust)
    {
        var dead = trust.IsGiven ? ledger.SettleRunning() : [];
        foreach (var note in ledger.TakeNotes())
        {
            yield return note;
        }

        if (dead.Count > 0)
        {
            yield return Endings.Note(dead);
        }

        if (!trust.IsGiven)
        {
            yield return StoreTrust.Note;
        }
    }

    private void DemandKept(SubmissionNumber number)
    {
        var horizon = ledger.Read((_, state) => state.Horizon);
        if (number.Value < horizon)
        {
            throw new ArgumentOutOfRangeException(
                nameof(number), $"The state after submission {number} was dropped by the retention policy; the oldest one kept is {horizon}.");
        }
    }
}
