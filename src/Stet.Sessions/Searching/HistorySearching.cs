using Stet.Model;
using Stet.Storage;

namespace Stet.Sessions.Searching;

/// <summary>
/// Search over the history of the workspace. The index is read at the first search, newest entries first: the first answer comes from those, and older ones are found
/// as soon as they have been read.
/// </summary>
internal sealed class HistorySearching(WorkspaceStore store, int firstPage = 5_000, int page = 2_000)
{
    private readonly Lock gate = new();
    private HistoryIndex? index;

    /// <summary>Completes when all of history has been read.</summary>
    public Task Reading { get; private set; } = Task.CompletedTask;

    /// <summary>Entries that match, best first, without what came of them beside their state: outputs can be large.</summary>
    public IReadOnlyList<HistoryEntry> Find(string query, string directory, SessionId own, int limit) =>
        [.. store.HistoryLines(Numbers(query, directory, own, limit)).Select(l => new HistoryEntry(new(l.Number), new(l.Session), l.Code, l.Directory, l.Time, l.State, 0, null, null, ""))];

    /// <summary>The same, whole.</summary>
    public IReadOnlyList<HistoryEntry> FindWhole(string query, string directory, SessionId own, int limit) =>
        [.. Numbers(query, directory, own, limit).Select(n => store.Entry(new(n))).OfType<HistoryEntry>()];

    private IReadOnlyList<int> Numbers(string query, string directory, SessionId own, int limit) =>
        Index().Search(query, directory, own.Value, DateTimeOffset.UtcNow, limit);

    /// <summary>An entry has ended.</summary>
    public void Ended(HistoryLine line)
    {
        lock (gate)
        {
            index?.AddNewer(line);
        }
    }

    /// <summary>Entries are others than they were: they are read again at the next search.</summary>
    public void Forget()
    {
        lock (gate)
        {
            index = null;
        }
    }

    private HistoryIndex Index()
    {
        lock (gate)
        {
            if (index is { } known)
            {
                return known;
            }

            var begun = index = new();
            var oldest = ReadPage(begun, long.MaxValue, firstPage);
            if (oldest > 1)
            {
                Reading = Task.Factory.StartNew(() => ReadRest(begun, oldest), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            else
            {
                begun.Complete();
            }

            return begun;
        }
    }

    /// <summary>In small pages, so that no submission waits long for the store.</summary>
    private void ReadRest(HistoryIndex begun, long oldest)
    {
        try
        {
            while (oldest > 1 && index == begun)
            {
                oldest = ReadPage(begun, oldest, page);
            }

            begun.Complete();
        }
        catch (Exception trouble) when (trouble is DamagedStoreException or ObjectDisposedException)
        {
            // The store is closed, or damaged: reading the entries themselves says so.
            Console.Error.WriteLine($"history index: {trouble.Message}");
        }
    }

    /// <returns>The oldest number that was read; 0 where there was nothing.</returns>
    private long ReadPage(HistoryIndex into, long before, int size)
    {
        var lines = store.HistoryLines(before, size);
        foreach (var line in lines.Where(l => l.State != EntryState.Running && l.Code != HistoryEntry.Forgotten)) // What runs comes when it has ended.
        {
            into.AddOlder(line);
        }

        return lines.Count == 0 ? 0 : lines[^1].Number;
    }
}
