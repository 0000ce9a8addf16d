using Stet.Model;

namespace Stet.Storage.Torture;

/// <summary>
/// Performs steps on a store and says after each what has been acknowledged, a line each: <c>begun INDEX NUMBER</c>,
/// <c>kept INDEX NUMBER</c>, <c>refused INDEX NUMBER</c>, <c>undecided INDEX NUMBER</c>. A refused commit must have left the state as it was, which is checked at once.
/// </summary>
public sealed class Workload(string folder, TextWriter says)
{
    public static StoreOptions Options(string folder) => new()
    {
        StateFolder = Path.Combine(folder, "..", "state"),
        PackBytes = 400_000,
        KeepVersions = 5,
        KeepBytes = 100_000,
    };

    private readonly Dictionary<string, string> shadow = [];

    /// <returns>False where the store could not even be opened.</returns>
    public bool Run(int first, int count)
    {
        WorkspaceStore store;
        try
        {
            store = WorkspaceStore.Open(folder, Options(folder));
        }
        catch (IOException trouble)
        {
            Say($"unopened {trouble.Message.ReplaceLineEndings(" ")}");
            return false;
        }

        using (store)
        {
            Remember(store);
            for (var index = first; index < first + count; index++)
            {
                Perform(store, new Step(index));
            }
        }

        Say("closed");
        return true;
    }

    private void Perform(WorkspaceStore store, Step step)
    {
        if (Begin(store, step) is not { } number)
        {
            return;
        }

        if (step.EndsLate)
        {
            // The next submission comes and goes while this one's value is still being kept.
            var next = new Step(step.Index + 1_000_000);
            if (Begin(store, next) is { } later)
            {
                Commit(store, next, later);
            }
        }

        Commit(store, step, number);
        if (step.Collects)
        {
            Collect(store);
        }
    }

    private SubmissionNumber? Begin(WorkspaceStore store, Step step)
    {
        try
        {
            var number = store.Begin(new("torture"), step.Code, "/", DateTimeOffset.UnixEpoch.AddSeconds(step.Index));
            Say($"begun {step.Index} {number}");
            return number;
        }
        catch (StoreWriteException trouble)
        {
            Say($"unbegun {step.Index} {trouble.Message}");
            return null;
        }
    }

    private void Commit(WorkspaceStore store, Step step, SubmissionNumber number)
    {
        try
        {
            ContentHash[] chunks = step.Chunk is { } chunk ? [store.Put(chunk)] : [];
            var image = step.Image;
            store.Commit(new(
                number, EntryState.Succeeded, step.Index, "int", null, $"out {step.Index}", step.Changes, [new(Hashing.Of(image), image, chunks)]));
            Say($"kept {step.Index} {number}");
            Remember(store);
        }
        catch (StoreWriteException trouble)
        {
            Say($"{(trouble.Undecided ? "undecided" : "refused")} {step.Index} {number} {trouble.Message}");
            DemandUnchanged(store);
        }
    }

    private void Collect(WorkspaceStore store)
    {
        try
        {
            store.Collect();
            Say("collected");
        }
        catch (IOException trouble)
        {
            Say($"uncollected {trouble.Message}");
        }

        DemandUnchanged(store);
    }

    private void Remember(WorkspaceStore store)
    {
        shadow.Clear();
        foreach (var binding in store.Bindings())
        {
            shadow.Add(Key(binding), binding.ToString());
        }
    }

    private void DemandUnchanged(WorkspaceStore store)
    {
        var now = store.Bindings();
        if (now.Count != shadow.Count || now.Any(binding => shadow.GetValueOrDefault(Key(binding)) != binding.ToString()))
        {
            Say("changed The state is not what it was before the refused write.");
        }
    }

    private static string Key(StoredBinding binding) => $"{binding.Kind} {binding.Name}";

    private void Say(string line)
    {
        says.WriteLine(line);
        says.Flush();
    }
}
