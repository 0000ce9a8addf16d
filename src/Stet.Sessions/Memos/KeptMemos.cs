using Stet.Model;
using Stet.Runtime.Memos;
using Stet.Storage;
using Stet.Storage.Memos;

namespace Stet.Sessions.Memos;

/// <summary>
/// Results on their way to the store: those not written yet are found here. They are written at the end of each submission, and every moment or so while one runs; what was dropped is
/// never found, whether it has been removed already or not.
/// </summary>
/// <param name="partsOf">What is to be remembered of a version; asked while no lock is held here.</param>
internal sealed class KeptMemos(WorkspaceStore store, Func<MemoVersion, (MemoParts Parts, bool IsSure)?> partsOf)
{
    /// <summary>Of results that wait to be written: beyond it who brings one writes them.</summary>
    private const long MostWaiting = 16L << 20;

    /// <summary>What a result takes beside its form.</summary>
    private const int PerResult = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly Lock writing = new();
    private readonly Dictionary<MemoVersion, Dictionary<ContentHash, ReadOnlyMemory<byte>>> waiting = [];
    private readonly Dictionary<string, List<StoredMemoVersion>> stored = [];
    private readonly HashSet<MemoVersion> over = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<MemoVersion> unsure = new(ReferenceEqualityComparer.Instance);
    private readonly List<long> gone = [];
    private readonly Dictionary<string, (long Count, string Why)> drops = [];
    private bool isRead;
    private long waitingBytes;
    private bool isTimed;
    private volatile bool isClosed;
    private Task tidying = Task.CompletedTask;
    private int generation;

    private MemoStore? Store => isClosed ? null : store.Memos;

    public MemoLimits Limits
    {
        get => Store?.Limits ?? MemoLimits.Default;
        set
        {
            if (Store is { } memos)
            {
                memos.Limits = value;
                Tidy();
            }
        }
    }

    /// <summary>Opens the store, so that the first call need not wait for it.</summary>
    public void Warm()
    {
        if (store.HasMemos)
        {
            Stored("");
            Store?.Find(0, default);
        }
    }

    /// <summary>The versions of a function that the store has, oldest first.</summary>
    public IReadOnlyList<StoredMemoVersion> Stored(string function)
    {
        lock (gate)
        {
            Read();
            return [.. stored.GetValueOrDefault(function, [])];
        }
    }

    public ReadOnlyMemory<byte>? Find(MemoVersion version, ContentHash key)
    {
        lock (gate)
        {
            if (waiting.TryGetValue(version, out var results) && results.TryGetValue(key, out var form))
            {
                return form;
            }
        }

        return version.Row > 0 && Store?.Find(version.Row, key) is { } found ? (ReadOnlyMemory<byte>?)found : null;
    }

    /// <returns>Why it is not kept; null where it is.</returns>
    public string? Keep(MemoVersion version, ContentHash key, ReadOnlyMemory<byte> form)
    {
        if (form.Length > Limits.Bytes / 10)
        {
            return $"a result of {form.Length:N0} bytes is more than a tenth of what may be kept";
        }

        bool isFull;
        lock (gate)
        {
            if (over.Contains(version))
            {
                return "what it is computed from changed while it ran";
            }

            if (!waiting.TryGetValue(version, out var results))
            {
                waiting[version] = results = [];
            }

            waitingBytes += results.TryAdd(key, form) ? form.Length + PerResult : 0;
            isFull = waitingBytes > MostWaiting;
            if (!isTimed && !isFull)
            {
                isTimed = true;
                Task.Delay(Pause).ContinueWith(_ => Flush(), TaskScheduler.Default);
            }
        }

        if (isFull)
        {
            Flush();
        }

        return null;
    }

    /// <summary>What was kept under a version holds no more.</summary>
    public void Dropped(string function, MemoVersion? version, IReadOnlyList<StoredMemoVersion> rows, string why)
    {
        lock (gate)
        {
            var count = CountOf(rows);
            if (version is not null)
            {
                over.Add(version);
                if (waiting.Remove(version, out var results))
                {
                    count += results.Count;
                    waitingBytes -= results.Values.Sum(f => (long)f.Length + PerResult);
                }
            }

            gone.AddRange(rows.Select(r => r.Row));
            stored[function] = [.. stored.GetValueOrDefault(function, []).Where(s => rows.All(r => r.Row != s.Row))];
            if (count > 0)
            {
                drops[function] = (drops.GetValueOrDefault(function).Count + count, why);
            }
        }
    }

    private long CountOf(IReadOnlyList<StoredMemoVersion> rows) =>
        rows.Count == 0 || Store is not { } memos ? 0 : memos.Versions().Where(v => rows.Any(r => r.Row == v.Row)).Sum(v => v.Results);

    /// <summary>Functions that there are no more.</summary>
    public void DropOthers(IReadOnlySet<string> functions)
    {
        List<(string Function, List<StoredMemoVersion> Rows)> others;
        lock (gate)
        {
            Read();
            others = [.. stored.Where(s => s.Value.Count > 0 && !functions.Contains(s.Key)).Select(s => (s.Key, s.Value))];
        }

        others.ForEach(o => Dropped(o.Function, null, o.Rows, "there is no such function any more"));
    }

    /// <summary>How many results were dropped since the workspace was opened, and why the last time.</summary>
    public (long Count, string Why) DropsOf(string function)
    {
        lock (gate)
        {
            return drops.GetValueOrDefault(function, (0, ""));
        }
    }

    /// <summary>How many results are kept, and their bytes.</summary>
    public (long Results, long Bytes) SizeOf(MemoVersion version)
    {
        Flush();
        return version.Row == 0 || Store?.Versions().FirstOrDefault(v => v.Row == version.Row) is not { } row ? (0, 0) : (row.Results, row.Bytes);
    }

    /// <summary>Writes what waits. Durable when it returns.</summary>
    public void Flush()
    {
        lock (writing)
        {
            Dictionary<MemoVersion, Dictionary<ContentHash, ReadOnlyMemory<byte>>> results;
            List<long> dropped;
            lock (gate)
            {
                isTimed = false;
                results = waiting.ToDictionary(w => w.Key, w => new Dictionary<ContentHash, ReadOnlyMemory<byte>>(w.Value));
                dropped = [.. gone];
                gone.Clear();
            }

            if (results.Count + dropped.Count + unsure.Count == 0 || Store is not { } memos)
            {
                return;
            }

            StartAnewWhereNeeded(memos);
            foreach (var version in results.Keys.Concat(unsure).Distinct().ToList())
            {
                Enter(memos, version);
            }

            memos.Write([.. results.Where(r => r.Key.Row > 0).SelectMany(r => r.Value.Select(f => new NewMemoResult(r.Key.Row, f.Key, f.Value)))]);
            memos.Drop(dropped);
            Written(results);
            if (dropped.Count > 0 || memos.IsBeyondLimits)
            {
                Tidy();
            }
        }
    }

    public void Close()
    {
        Flush();
        isClosed = true;
        tidying.Wait();
    }

    /// <summary>The store begins anew where it was damaged: nothing of what it had is known there.</summary>
    private void StartAnewWhereNeeded(MemoStore memos)
    {
        if (generation != memos.Generation)
        {
            generation = memos.Generation;
            lock (gate)
            {
                foreach (var version in waiting.Keys)
                {
                    version.Row = 0;
                }
            }
        }
    }

    private void Enter(MemoStore memos, MemoVersion version)
    {
        if (version.Row > 0 && !unsure.Contains(version))
        {
            return;
        }

        if (partsOf(version) is not { } found)
        {
            unsure.Remove(version); // It is over by now.
            return;
        }

        if (version.Row == 0)
        {
            version.Row = memos.Enter(version.Function, version.Hash, found.Parts.ToBytes());
            lock (gate)
            {
                stored[version.Function] = [.. stored.GetValueOrDefault(version.Function, []), new(version.Row, version.Function, version.Hash, found.Parts.ToBytes(), 0, 0)];
            }
        }
        else if (found.IsSure)
        {
            memos.SetParts(version.Row, found.Parts.ToBytes());
        }

        _ = found.IsSure ? unsure.Remove(version) : unsure.Add(version);
    }

    private void Written(Dictionary<MemoVersion, Dictionary<ContentHash, ReadOnlyMemory<byte>>> results)
    {
        lock (gate)
        {
            foreach (var (version, forms) in results)
            {
                if (!waiting.TryGetValue(version, out var left))
                {
                    continue;
                }

                foreach (var (key, form) in forms)
                {
                    waitingBytes -= left.Remove(key) ? form.Length + PerResult : 0;
                }

                if (left.Count == 0)
                {
                    waiting.Remove(version);
                }
            }
        }
    }

    /// <summary>Removes what was dropped and what is too much, a little at a time, while others go on.</summary>
    private void Tidy()
    {
        if (tidying.IsCompleted)
        {
            tidying = Task.Run(() =>
            {
                while (Store?.Tidy() == true)
                {
                    Thread.Yield();
                }
            });
        }
    }

    private void Read()
    {
        if (!isRead && Store is { } memos)
        {
            isRead = true;
            foreach (var version in memos.Versions())
            {
                stored[version.Function] = [.. stored.GetValueOrDefault(version.Function, []), version];
            }
        }
    }
}
