using System.Collections.Immutable;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Language.Compiling;

/// <summary>What to compile of a submission, and against what.</summary>
/// <param name="From">Index of the first statement to take: a submission that retypes a variable half-way is run in segments.</param>
/// <param name="UnitName">Name of its assembly and class: <c>In7</c>.</param>
/// <param name="References">Units of every definition it may name, with what their contracts mention.</param>
/// <param name="Variables">Name and C# type of the workspace variables that it may mean.</param>
/// <param name="InSlots">Variables that other code may touch while the submission runs: they are not copied into locals.</param>
/// <param name="Callable">Names of parameterless functions and commands that a bare name calls.</param>
public sealed record SubmissionRequest(
    Parsing.ParsedInput Input,
    int From,
    string UnitName,
    ContentHash Hash,
    ImmutableArray<Definition> Dependencies,
    ImmutableArray<CompiledUnit> References,
    ImmutableDictionary<string, string> Variables,
    IReadOnlySet<string> InSlots,
    IReadOnlySet<string> Callable,
    ImmutableArray<string> Usings)
{
    /// <inheritdoc cref="UnitRequest.EmptyNamespaces" />
    public ImmutableArray<string> EmptyNamespaces { get; init; } = [];
}

/// <summary>A compiled submission, or why it does not compile.</summary>
/// <param name="Declares">New variables, and existing ones of a new type, in the order in which the code assigns them first.</param>
/// <param name="Reads">Existing variables that it names.</param>
/// <param name="Writes">Existing variables that it assigns.</param>
/// <param name="Captured">Variables that its lambdas or local functions use: code that lives on can touch them later.</param>
/// <param name="OnlyReads">True when it can change no object that existed before; new and assigned variables apart.</param>
/// <param name="Next">Index of the statement at which the next segment begins; equal to the number of statements when there is none.</param>
/// <param name="Unkept">Declared names that cannot be variables, with the reason.</param>
public sealed record SubmissionResult(
    CompiledUnit? Unit,
    ImmutableArray<Diagnostic> Errors,
    ImmutableArray<DeclaredVariable> Declares,
    ImmutableArray<string> Reads,
    ImmutableArray<string> Writes,
    ImmutableArray<string> Captured,
    bool OnlyReads,
    int Next,
    ImmutableArray<(string Name, string Reason)> Unkept)
{
    /// <summary>Existing variables whose values it reads before it assigns them.</summary>
    public ImmutableArray<string> Needed { get; init; } = [];

    /// <summary>What each statement uses and gives, one for each from the segment's first to its last.</summary>
    public ImmutableArray<StatementUse> Statements { get; init; } = [];

    internal static SubmissionResult Failed(ImmutableArray<Diagnostic> errors) => new(null, errors, [], [], [], [], false, 0, []);
}

/// <param name="Type">As C# source.</param>
/// <param name="Replaces">True when a variable of that name and another type exists.</param>
/// <param name="HoldsReferences">False when no two variables can share an object through a value of this type.</param>
public sealed record DeclaredVariable(string Name, string Type, bool Replaces, bool HoldsReferences);
