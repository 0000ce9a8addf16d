using System.Globalization;
using System.Text.Json;
using Stet.Model;

namespace Stet.FakeHost;

/// <summary>An engine without a compiler: submissions are the commands of <see cref="FakeSession"/>; what has ended is in a file, and so survives.</summary>
internal sealed class FakeWorkspace : IWorkspace
{
    private readonly SemaphoreSlim _foreground = new(1, 1);
    private readonly string _journal;
    private readonly Lock _changing = new();
    private readonly List<HistoryEntry> _entries = [];
    private int _sessions;

    public FakeWorkspace(string folder)
    {
        Folder = folder;
        if (File.Exists(Path.Combine(folder, "unopenable")))
        {
            throw new IOException("the store is damaged beyond use");
        }

        _journal = Path.Combine(folder, ".stet", "fake.journal");
        foreach (var line in File.Exists(_journal) ? File.ReadAllLines(_journal) : [])
        {
            Remember(JsonSerializer.Deserialize<HistoryEntry>(line)!);
        }

        foreach (var died in _entries.FindAll(e => e.State == EntryState.Running))
        {
            Record(died with { State = EntryState.Failed }); // As the engine does: whoever opens the store next finds that its host has died.
        }
    }

    public string Folder { get; }

    public bool Busy => _foreground.CurrentCount == 0 || File.Exists(Path.Combine(Folder, "busy"));

    public SemaphoreSlim Foreground => _foreground;

    public ISession Attach(SessionOptions options) =>
        new FakeSession(this, new(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Interlocked.Increment(ref _sessions)}")), options);

    /// <summary>What is being kept behind the prompt.</summary>
    public Task Keeping { get; set; } = Task.CompletedTask;

    public async Task WhenKept()
    {
        await Keeping;
        while (File.Exists(Path.Combine(Folder, "keeping")))
        {
            await Task.Delay(1);
        }
    }

    public SubmissionNumber Begin(HistoryEntry entry)
    {
        lock (_changing)
        {
            var numbered = entry with { Number = new(_entries.Count + 1) };
            Record(numbered);
            return numbered.Number;
        }
    }

    public void Record(HistoryEntry entry)
    {
        lock (_changing)
        {
            Remember(entry);
            File.AppendAllText(_journal, JsonSerializer.Serialize(entry) + "\n");
        }
    }

    public IReadOnlyList<HistoryEntry> History(HistoryQuery query)
    {
        lock (_changing)
        {
            return [.. _entries.AsEnumerable().Reverse().Where(e => query.Containing is null || e.Code.Contains(query.Containing)).Take(query.Limit)];
        }
    }

    public ValueTask DisposeAsync()
    {
        File.WriteAllText(Path.Combine(Folder, "disposed"), "");
        return ValueTask.CompletedTask;
    }

    private void Remember(HistoryEntry entry)
    {
        _entries.RemoveAll(e => e.Number == entry.Number);
        _entries.Add(entry);
    }
}
