using System.Collections.Immutable;
using Stet.Language.Compiling;
using Stet.Model;
using Stet.Sessions.Variables;
using Stet.Worlds;

namespace Stet.Sessions.Recipes;

/// <summary>
/// What a submission ran, statement after statement, and the contents that variables had before it: what recipes are made from once its values
/// have been captured. Filled while the submission has the foreground, read when it is kept.
/// </summary>
internal sealed class RunTrace
{
    private readonly List<TracedStatement> statements = [];
    private readonly Dictionary<string, ValueBefore> before = [];

    public IReadOnlyList<TracedStatement> Statements => statements;

    /// <summary>Completes when the contents of all variables that were being kept meanwhile are known.</summary>
    public Task Pending => Task.WhenAll(before.Values.Select(b => b.Keeping));

    /// <summary>Null for a variable that there was not.</summary>
    public ValueBefore? Before(string name) => before.GetValueOrDefault(name);

    /// <summary>The segment is about to run.</summary>
    /// <param name="step">The submission whose statements they are.</param>
    public IReadOnlyList<TracedStatement> Begin(SubmissionResult segment, World world, VariableTable variables, SubmissionNumber step)
    {
        var known = segment.Statements.SelectMany(s => s.Units).ToHashSet();
        ImmutableArray<string> unnamed = [.. segment.Unit!.References.Where(u => !known.Contains(u))];
        var traced = segment.Statements.Select(s => new TracedStatement(
            step.Value, s.Index, segment.Unit.Name, CodeReach.Of(s.Reads, s.Units.AddRange(unnamed), world, variables), [.. s.Writes], [.. s.Assigns], s.OnlyReads)
        {
            ReachFor = inside => inside.Contains(segment.Unit.Name)
                ? CodeReach.Of(s.Outside.Reads, s.Outside.Units.AddRange(unnamed), world, variables, inside) : CodeReach.Of(s.Reads, s.Units.AddRange(unnamed), world, variables, inside),
        }).ToList();
        foreach (var variable in traced.SelectMany(t => t.Reach.Variables.Concat(t.Writes)).Select(variables.Find).OfType<Variable>().SelectMany(v => v.Component.Append(v.Name)).Distinct()
            .Select(variables.Find).OfType<Variable>().Where(v => !before.ContainsKey(v.Name)))
        {
            before[variable.Name] = new(variable);
        }

        return traced;
    }

    /// <summary>The segment has run.</summary>
    /// <param name="assigned">Where it threw: what was assigned for certain; null where it ran to its end.</param>
    public void Ended(IEnumerable<TracedStatement> traced, IReadOnlySet<string>? assigned) =>
        statements.AddRange(assigned is null ? traced : traced.Select(t => t with { Assigns = t.Assigns.Intersect(assigned) }));
}

/// <summary>A statement that ran.</summary>
/// <param name="In">The submission whose text it is.</param>
/// <param name="Unit">The compiled code it was in.</param>
/// <param name="Reach">Variables and definitions that it uses, also through functions and code inside values.</param>
/// <param name="Writes">Variables that it may have assigned.</param>
/// <param name="Assigns">Variables that it assigned for certain.</param>
internal sealed record TracedStatement(
    long In, int Index, string Unit, CodeReach Reach, ImmutableHashSet<string> Writes, ImmutableHashSet<string> Assigns, bool OnlyReads)
{
    /// <summary>
    /// The reach that counts for a value with the types and code of these units inside: without these, which follow changes by themselves, and, where a lambda of
    /// the statement lives on in the value, without what only its lambdas use.
    /// </summary>
    public required Func<IReadOnlyCollection<string>, CodeReach> ReachFor { get; init; }
}

/// <summary>What was known of a variable before the submission ran.</summary>
internal sealed class ValueBefore(Variable variable)
{
    public string Name { get; } = variable.Name;

    /// <summary>The static places of a type: they have no recipe of their own.</summary>
    public bool IsStatic { get; } = variable.Owner is not null;

    public string Type { get; } = variable.Type;

    public SubmissionNumber Since { get; } = variable.Since;

    public Recipe? Recipe { get; } = variable.Recipe;

    public Task Keeping { get; } = variable.Keeping;

    public IReadOnlyList<string> Component { get; } = variable.Component;

    private readonly StoredForm? stored = variable.Keeping.IsCompleted ? variable.Stored : null;

    /// <summary>Nothing in its value could change. False where that is not known.</summary>
    public bool IsImmutable => stored is { Immutable: true };

    /// <summary>The stored form that it had; null where it was not kept.</summary>
    public (ContentHash Image, bool Shared)? Content =>
        stored is { } known ? (known.Image, known.Roots.Count > 1)
            : Keeping is Task<Keeping.KeepResult> { IsCompletedSuccessfully: true } kept && kept.Result.Contents.TryGetValue(Name, out var content) ? content : null;
}
