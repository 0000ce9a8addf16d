using Stet.Model;
using Stet.Runtime.Capturing;
using Stet.Sessions.Variables;
using Stet.Worlds;

namespace Stet.Sessions.Recipes;

/// <summary>
/// The recipes of the variables that a submission has changed. Decided when their values have been captured: what has changed is known by content then,
/// and no value is looked at for the sake of recipes.
/// </summary>
/// <param name="number">The submission.</param>
/// <param name="isRefresh">It ran recipes again, rather than code of its own.</param>
/// <param name="isBackground">What is kept was changed by code that lives on, not by a submission.</param>
internal sealed class RecipeMaking(RunTrace trace, VariableContents contents, Func<long, string?> codeOf, SubmissionNumber number, bool isRefresh = false, bool isBackground = false)
{
    private readonly Assignments assignments = new(trace.Statements, trace.Before);
    private StatementChanges changes = new([]);
    private readonly Dictionary<string, (ContentHash Image, CapturedImage Form)> after = [];
    private readonly HashSet<string> changedContent = [];
    private Dictionary<string, string> types = [];

    /// <summary>Completes when the contents of all inputs are known.</summary>
    public Task Pending => trace.Pending;

    /// <summary>Recipes by variable, for those of the captured ones whose recipe is another one now.</summary>
    public IReadOnlyDictionary<string, Recipe> Make(IEnumerable<(CapturedImage Image, ContentHash Hash)> captured, IReadOnlyList<Variable> variables)
    {
        foreach (var (image, hash) in captured)
        {
            foreach (var root in image.Roots)
            {
                after[root] = (hash, image);
            }
        }

        changedContent.UnionWith(after.Keys.Where(HasChanged));
        types = variables.Where(v => v.Owner is null).ToDictionary(v => v.Name, v => v.Type);
        changes = new([.. trace.Statements.Select(ChangesOf)]);
        return variables.Where(v => v.Owner is null && after.ContainsKey(v.Name)).Select(v => (v.Name, Recipe: RecipeOf(v))).Where(r => r.Recipe is not null).ToDictionary(r => r.Name, r => r.Recipe!);
    }

    /// <summary>Whether a captured variable has the content that it had, though perhaps in another stored form.</summary>
    public bool IsSame(string name) => trace.Before(name) is not null && !changedContent.Contains(name);

    private bool HasChanged(string name) =>
        trace.Before(name) is not { Content: { } old } || !contents.AreEqual(name, old, (after[name].Image, after[name].Form.Roots.Count > 1), after[name].Form.Bytes);

    private HashSet<string> ChangesOf(TracedStatement statement)
    {
        var changed = statement.Writes.ToHashSet();
        if (!statement.OnlyReads)
        {
            changed.UnionWith(statement.Reach.Variables.SelectMany(Sharers).Where(n => changedContent.Contains(n) && MayHaveChanged(statement, n)));
        }

        return changed;
    }

    /// <summary>What cannot change in place has been changed by code that assigns it.</summary>
    private bool MayHaveChanged(TracedStatement statement, string name) =>
        !types.TryGetValue(name, out var type) || !assignments.Explain(name, type, after[name].Form.Immutable) || Assignments.IsIn(statement, name);

    private IEnumerable<string> Sharers(string name) =>
        [name, .. trace.Before(name)?.Component ?? [], .. after.TryGetValue(name, out var now) ? now.Form.Roots : []];

    private Recipe? RecipeOf(Variable variable)
    {
        var name = variable.Name;
        var inside = after[name].Form.Units;
        CodeReach ReachOf(TracedStatement statement) => inside.Count == 0 ? statement.Reach : statement.ReachFor(inside);
        var slice = new Slice(name, trace.Statements, changes, Sharers, ReachOf);
        if (slice.Statements.Count == 0)
        {
            return isBackground && !variable.IsCarried && variable.Recipe is not { InBackground: true } && WasChangedBehind(variable) ? (variable.Recipe ?? Unknown) with { InBackground = true } : null;
        }

        var earlier = slice.Continues.Select(n => (Name: n, trace.Before(n)?.Recipe, Existed: trace.Before(n) is not null)).Where(e => e.Existed && !trace.Before(e.Name)!.IsStatic).ToList();
        var recipe = RecipeLimits.Apply(new(
            Steps([.. earlier.SelectMany(e => e.Recipe?.Steps ?? []), .. StepsOf(slice)]),
            [.. earlier.SelectMany(e => e.Recipe?.Inputs ?? []).Where(i => !slice.Continues.Contains(i.Name)), .. InputsOf(slice)],
            [.. earlier.SelectMany(e => e.Recipe?.Definitions ?? []), .. DefinitionsOf(slice, ReachOf)], UnitFormat.Version,
            earlier.Any(e => e.Recipe is null or { IsPartial: true }), earlier.Any(e => e.Recipe is { InBackground: true }), isRefresh ? number.Value : 0));
        return !changedContent.Contains(name) && variable.Recipe is { } known && IsSame(known, recipe) ? null : recipe;
    }

    /// <summary>No submission did it: code that lives on has changed the value.</summary>
    private bool WasChangedBehind(Variable variable) =>
        variable.Stored is { } stored && !contents.AreEqual(variable.Name, (stored.Image, stored.Roots.Count > 1), (after[variable.Name].Image, after[variable.Name].Form.Roots.Count > 1), after[variable.Name].Form.Bytes);

    private static Recipe Unknown { get; } = new([], [], [], UnitFormat.Version, IsPartial: true);

    private static IEnumerable<RecipeStep> StepsOf(Slice slice) => slice.Statements.Select(s => new RecipeStep(s.In, [s.Index]));

    /// <summary>A submission's statements together, in the order in which submissions ran.</summary>
    private static IReadOnlyList<RecipeStep> Steps(IEnumerable<RecipeStep> steps) =>
        [.. steps.GroupBy(s => s.In).OrderBy(g => g.Key).Select(g => new RecipeStep(g.Key, [.. g.SelectMany(s => s.Statements).Distinct().Order()]))];

    private IEnumerable<RecipeInput> InputsOf(Slice slice)
    {
        foreach (var (name, (before, @in)) in slice.Inputs.Where(i => !slice.Continues.Contains(i.Key)))
        {
            var was = trace.Before(name);
            if (!before && after.TryGetValue(name, out var now))
            {
                yield return new(name, now.Image.ToString(), now.Form.Roots.Count > 1, changedContent.Contains(name) ? number.Value : was?.Since.Value ?? number.Value, @in);
            }
            else if (was is not null)
            {
                yield return new(name, was.Content?.Image.ToString() ?? "", was.Content?.Shared ?? false, was.Since.Value, @in);
            }
        }
    }

    private static IEnumerable<RecipeDefinition> DefinitionsOf(Slice slice, Func<TracedStatement, CodeReach> reachOf) =>
        slice.Statements.SelectMany(s => reachOf(s).Definitions.Select(d => new RecipeDefinition(d.Key, d.Content.ToString(), d.Text.ToString(), s.In)));

    /// <summary>The same statement once more, of the same inputs: nothing is new.</summary>
    private bool IsSame(Recipe known, Recipe made) =>
        known.Steps is [var one] && made.Steps is [var other] && known.IsPartial == made.IsPartial && known.Format == made.Format
        && one.Statements.SequenceEqual(other.Statements) && (one.In == other.In || codeOf(one.In) is { } code && code == codeOf(other.In))
        && known.Inputs.Select(i => (i.Name, i.Image)).SequenceEqual(made.Inputs.Select(i => (i.Name, i.Image)))
        && known.Definitions.Select(d => (d.Key, d.Content)).SequenceEqual(made.Definitions.Select(d => (d.Key, d.Content)));
}
