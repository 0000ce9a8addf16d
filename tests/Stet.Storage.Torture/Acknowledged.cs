using System.Globalization;
using Stet.Model;

namespace Stet.Storage.Torture;

/// <summary>
/// What a workload was told is durable, and the comparison of a reopened store with it. What was asked and not answered when the process
/// died may be there or not, but whole.
/// </summary>
public sealed class Acknowledged
{
    private readonly SortedDictionary<long, Step> begun = [];
    private readonly SortedDictionary<long, Step> kept = [];
    private IReadOnlyList<StoredBinding> start = [];
    private readonly HashSet<long> refused = [];
    private readonly HashSet<long> undecided = [];

    /// <summary>Lines that tell of a broken promise within the workload's own process.</summary>
    public List<string> Broken { get; } = [];

    public int Kept => kept.Count;

    public int Refused { get; private set; }

    /// <summary>The names that a store had before the workload.</summary>
    public void StartFrom(IReadOnlyList<StoredBinding> names) => start = names;

    public void Hear(string line)
    {
        var words = line.Split(' ', 4);
        switch (words[0])
        {
            case "begun":
                begun[Number(words[2])] = new(int.Parse(words[1], CultureInfo.InvariantCulture));
                break;
            case "kept":
                kept[Number(words[2])] = new(int.Parse(words[1], CultureInfo.InvariantCulture));
                break;
            case "refused":
                refused.Add(Number(words[2]));
                Refused++;
                break;
            case "undecided":
                undecided.Add(Number(words[2]));
                Refused++;
                break;
            case "unbegun" or "unopened" or "uncollected":
                Refused++;
                break;
            case "collected" or "closed":
                break;
            default:
                Broken.Add(line);
                break;
        }
    }

    /// <summary>Opens the store and lists every difference from what was acknowledged.</summary>
    /// <param name="died">The process was killed: its last unanswered commit may be there.</param>
    public List<string> Compare(string folder, bool died)
    {
        using var store = WorkspaceStore.Open(folder, Workload.Options(folder));
        List<string> found = [.. Broken];
        found.AddRange(store.OpeningNotes.Where(note => note.Kind == NoteKind.Damaged).Select(note => "note: " + note.Text));
        found.AddRange(store.CheckIntegrity());
        CompareHistory(store, found, died);
        CompareNames(store, found);
        return found;
    }

    private void CompareHistory(WorkspaceStore store, List<string> found, bool died)
    {
        foreach (var (number, step) in begun)
        {
            var entry = store.Entry(new(number));
            if (entry?.Code != step.Code)
            {
                found.Add($"entry {number} should be {step.Code}, and is {entry?.Code ?? "missing"}");
            }
            else if (kept.ContainsKey(number) != (entry.Output == $"out {step.Index}"))
            {
                Unanswered(number, step, entry, found, died);
            }
        }
    }

    private void Unanswered(long number, Step step, HistoryEntry entry, List<string> found, bool died)
    {
        if ((died || undecided.Contains(number)) && !kept.ContainsKey(number) && !refused.Contains(number))
        {
            kept[number] = step;
        }
        else
        {
            found.Add($"entry {number} {(kept.ContainsKey(number) ? "was kept" : "was refused")} and reads {entry.State} '{entry.Output}'");
        }
    }

    private void CompareNames(WorkspaceStore store, List<string> found)
    {
        var names = new SortedDictionary<string, (BindingChange Change, long Number, Step Step)>(StringComparer.Ordinal);
        foreach (var (number, step) in kept)
        {
            foreach (var change in step.Changes)
            {
                names[$"{change.Kind} {change.Name}"] = (change, number, step);
            }
        }

        var expected = names.Values.Where(name => name.Change.Payload is not null)
            .Select(name => new StoredBinding(name.Change.Kind, name.Change.Name, name.Change.Payload!, name.Change.Image, new(name.Number))).ToHashSet();
        expected.UnionWith(start.Where(binding => !names.ContainsKey($"{binding.Kind} {binding.Name}")));
        var actual = store.Bindings().ToHashSet();
        found.AddRange(expected.Except(actual).Select(binding => $"missing: {binding}"));
        found.AddRange(actual.Except(expected).Select(binding => $"unexpected: {binding}"));
        foreach (var (change, _, step) in names.Values.Where(name => name.Change.Image is not null))
        {
            CompareImage(store, change, step, found);
        }
    }

    private static void CompareImage(WorkspaceStore store, BindingChange change, Step step, List<string> found)
    {
        if (!store.ReadImage(change.Image!.Value).AsSpan().SequenceEqual(step.Image))
        {
            found.Add($"the image of {change.Name} reads differently");
        }

        if (step.Chunk is { } chunk)
        {
            var bytes = new byte[chunk.Length];
            store.Get(Hashing.Of(chunk), bytes);
            if (!bytes.AsSpan().SequenceEqual(chunk))
            {
                found.Add($"the chunk of {change.Name} reads differently");
            }
        }
    }

    private static long Number(string word) => long.Parse(word, CultureInfo.InvariantCulture);
}
