using System.Collections.Immutable;
using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Capturing;
using Stet.Sessions.Definitions;
using Stet.Sessions.Recipes;
using Stet.Sessions.Variables;
using Stet.Storage;

namespace Stet.Sessions.Keeping;

/// <summary>
/// Makes values durable. Small ones are kept before the prompt comes back; what takes longer goes on behind it, and only a submission that
/// could change those very values waits.
/// </summary>
internal sealed class Keeper(WorkspaceStore store)
{
    /// <summary>How long the prompt waits for values to be kept before it comes back with the rest going on behind it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(40);

    private readonly Capturer capturer = new(new UnitNames(), store);

    private readonly Lock gate = new();
    private ImmutableArray<NewImage> owedImages = [];
    private ImmutableDictionary<(BindingKind, string), BindingChange> unkept = ImmutableDictionary<(BindingKind, string), BindingChange>.Empty;

    /// <summary>For tests: how much longer each commit takes, as on a slow disk; the prompt then waits for none of it.</summary>
    public Func<TimeSpan>? Delay { get; set; }

    /// <summary>Everything that is being kept.</summary>
    public Task Pending { get; private set; } = Task.CompletedTask;

    /// <summary>For what is looked at right after it was made: waits a moment for what is being kept.</summary>
    public void WaitAMoment() => Pending.Wait(TimeSpan.FromMilliseconds(300));

    /// <summary>
    /// Captures the variables and commits them together with <paramref name="head"/>. The result is complete when all is durable; it has usually
    /// completed on return. Never throws: trouble is in the result.
    /// </summary>
    /// <param name="head">Where it brings images, the whole is waited for: the next submission may read them.</param>
    /// <param name="inFront">Waits for the whole: where <paramref name="afterCapture"/> may change the world, which only the foreground does.</param>
    /// <param name="onlyChanges">Commits nothing where every value is as the store has it.</param>
    /// <param name="afterCapture">Called once with the captured forms, before the commit; may add changes (definitions that values need).</param>
    /// <param name="meaning">Gives what the entry meant, once <paramref name="recipes"/> can be made.</param>
    /// <param name="recipes">Makes the recipes of what has changed; none where no submission changed it.</param>
    public Task<KeepResult> Keep(
        StoreCommit head, IReadOnlyList<Variable> variables, Func<IReadOnlyList<CapturedImage>, IReadOnlyList<BindingChange>> afterCapture, bool inFront, bool onlyChanges = false,
        RecipeMaking? recipes = null, Func<EntryMeaning?>? meaning = null)
    {
        var roots = variables.Select(v => new CaptureRoot(v.Name, v.Slot!.Boxed, v.Slot.ValueType)).ToList();
        var depends = Task.WhenAll([.. variables.Select(v => v.Keeping), recipes?.Pending ?? Task.CompletedTask]);
        var work = Task.Run(async () =>
        {
            await depends.ConfigureAwait(false);
            await Task.Delay(Delay?.Invoke() ?? TimeSpan.Zero).ConfigureAwait(false);
            return KeepNow(head, variables, roots, afterCapture, onlyChanges, recipes, meaning);
        });
        foreach (var variable in variables)
        {
            variable.Keeping = work;
        }

        Pending = Pending.IsCompleted ? work : Task.WhenAll(Pending, work);
        work.Wait(inFront || head.Images.Count > 0 ? Timeout.InfiniteTimeSpan : Delay is null ? Patience : TimeSpan.Zero);
        return work;
    }

    /// <summary>The stored form that the variables would have now; nothing is kept.</summary>
    public IReadOnlyList<(CapturedImage Image, ContentHash Hash)> Look(IReadOnlyList<Variable> variables) =>
        [.. Capture([.. variables.Where(v => v.Slot is not null).Select(v => new CaptureRoot(v.Name, v.Slot!.Boxed, v.Slot.ValueType))]).Select(i => (i, Hashing.Of(i.Bytes.Span)))];

    private KeepResult KeepNow(
        StoreCommit head, IReadOnlyList<Variable> variables, List<CaptureRoot> roots, Func<IReadOnlyList<CapturedImage>, IReadOnlyList<BindingChange>> afterCapture, bool onlyChanges,
        RecipeMaking? recipes, Func<EntryMeaning?>? meaning)
    {
        var owed = unkept; // Of commits that failed: tried again, as values are. (Not where an undo stood: the change is a plain one by then.)
        ImmutableArray<BindingChange> given = head.Changes.ToImmutableArray();
        try
        {
            var captured = roots.Count == 0 ? [] : Capture(roots);
            var forms = captured.Select(image => (Image: image, Hash: Hashing.Of(image.Bytes.Span))).ToList();
            given = given.AddRange(afterCapture(captured));
            var named = variables.ToDictionary(v => v.Name);
            NoteCaptured(forms, named, recipes?.Make(forms, variables) ?? new Dictionary<string, Recipe>(), recipes);
            var changes = forms.SelectMany(f => ChangesFor(f.Image, f.Hash, named, head.Number)).ToList();
            if (onlyChanges && changes.Count + given.Length + owed.Count == 0)
            {
                return new(true, []) { Contents = Contents(forms) };
            }

            var stored = changes.Select(c => c.Image).ToHashSet();
            var images = forms.Where(f => stored.Contains(f.Hash)).Select(f => new NewImage(f.Hash, f.Image.Bytes, f.Image.Chunks)).ToList();
            var brought = given.Concat(changes).Select(c => (c.Kind, c.Name)).ToHashSet();
            store.Commit(head with { Changes = [.. owed.Values.Where(c => !brought.Contains((c.Kind, c.Name))), .. given, .. changes], Images = [.. owedImages, .. head.Images, .. images], Meaning = meaning?.Invoke() });
            owedImages = [];
            Owe(all => all.RemoveRange(owed.Where(o => all.GetValueOrDefault(o.Key) == o.Value).Select(o => o.Key)));
            Settle(forms, named, head.Number, changes);
            return new(true, LiveNotes(captured, changes)) { Changed = owed.Count + given.Length + changes.Count > 0, Contents = Contents(forms) };
        }
        catch (Exception trouble) when (trouble is StoreWriteException or DamagedStoreException or InvalidOperationException or OutOfMemoryException or IOException)
        {
            foreach (var variable in variables)
            {
                variable.Trouble = trouble.Message;
            }

            owedImages = [.. owedImages, .. head.Images];
            Owe(all => all.SetItems(given.Where(c => c.Kind != BindingKind.Setting || c.Name == StepRecord.Name).Select(c => KeyValuePair.Create((c.Kind, c.Name), c))));

            var names = variables.Select(v => v.Name).ToList();
            var what = names.Count == 0 ? "the entry's outcome" : string.Join(", ", names);
            return new(false, [new(NoteKind.NotKept, $"not kept: {what}: {trouble.Message}", names)]);
        }
    }

    private void Owe(Func<ImmutableDictionary<(BindingKind, string), BindingChange>, ImmutableDictionary<(BindingKind, string), BindingChange>> change)
    {
        lock (gate)
        {
            unkept = change(unkept);
        }
    }

    /// <summary>A value that a background task changes at this very moment may look torn: then it is captured again.</summary>
    private IReadOnlyList<CapturedImage> Capture(List<CaptureRoot> roots)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return capturer.Capture(roots, CancellationToken.None);
            }
            catch (InvalidOperationException) when (attempt < 5)
            {
                Thread.Yield();
            }
        }
    }

    private static IEnumerable<BindingChange> ChangesFor(CapturedImage image, ContentHash hash, Dictionary<string, Variable> variables, SubmissionNumber number)
    {
        foreach (var root in image.Roots)
        {
            var variable = variables[root];
            if (variable.Stored?.Image != hash || variable.Trouble.Length > 0 || !variable.Stored.Roots.SequenceEqual(image.Roots) || !variable.Stored.Units.SequenceEqual(image.Units) || !ReferenceEquals(variable.Recipe, variable.Stored.Recipe))
            {
                yield return new(BindingKind.Variable, root, StoredForm.Of(image, hash, variable, number).Payload(variable).ToString(), hash);
            }
        }
    }

    private static void NoteCaptured(List<(CapturedImage Image, ContentHash Hash)> forms, Dictionary<string, Variable> variables, IReadOnlyDictionary<string, Recipe> made, RecipeMaking? recipes)
    {
        foreach (var (image, hash) in forms)
        {
            foreach (var variable in image.Roots.Select(root => variables[root]))
            {
                variable.NoteCaptured(hash, recipes?.IsSame(variable.Name) == true || (variable.IsCarried && !made.ContainsKey(variable.Name)));
                variable.Recipe = made.GetValueOrDefault(variable.Name, variable.Recipe!);
            }
        }
    }

    private static Dictionary<string, (ContentHash, bool)> Contents(List<(CapturedImage Image, ContentHash Hash)> forms) =>
        forms.SelectMany(f => f.Image.Roots.Select(root => (root, (f.Hash, f.Image.Roots.Count > 1)))).ToDictionary(c => c.root, c => c.Item2);

    private static void Settle(
        List<(CapturedImage Image, ContentHash Hash)> forms, Dictionary<string, Variable> variables, SubmissionNumber number, List<BindingChange> changes)
    {
        var changed = changes.Select(c => c.Name).ToHashSet();
        foreach (var (image, hash) in forms)
        {
            foreach (var root in image.Roots)
            {
                var variable = variables[root];
                variable.Stored = StoredForm.Of(image, hash, variable, number);
                variable.Trouble = "";
                variable.IsCarried = false;
                variable.Since = changed.Contains(root) ? number : variable.Since;
            }
        }
    }

    private static IReadOnlyList<Note> LiveNotes(IReadOnlyList<CapturedImage> captured, List<BindingChange> changes) =>
        [.. captured.Where(i => i.LiveParts.Count > 0 && i.Roots.Any(r => changes.Any(c => c.Name == r))).SelectMany(i => i.LiveParts)
            .Select(p => new Note(NoteKind.LivePart, $"live part: {p.Path} is a {p.Type} ({p.Reason}); it is not kept, the rest is", [p.Path]))];
}

internal sealed class UnitNames : IUnitNames
{
    public string? UnitOf(System.Reflection.Assembly assembly) => WorldLoader.UnitOf(assembly);
}

/// <param name="IsKept">All of it is durable.</param>
internal sealed record KeepResult(bool IsKept, IReadOnlyList<Note> Notes)
{
    /// <summary>The commit made a new version.</summary>
    public bool Changed { get; init; }

    /// <summary>The stored form of each variable that was captured, and whether others are in it.</summary>
    public IReadOnlyDictionary<string, (ContentHash Image, bool Shared)> Contents { get; init; } = new Dictionary<string, (ContentHash, bool)>();
}
