using System.Collections.Immutable;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Language.Renaming;

/// <summary>All text of a workspace that can name something.</summary>
/// <param name="Files">The definition files.</param>
/// <param name="Fileless">Kept submissions and shared anonymous types.</param>
/// <param name="Variables">Name and C# type of every variable.</param>
/// <param name="Usings">Those that hold everywhere, of the files too.</param>
public sealed record WorkspaceText(
    ImmutableArray<ParsedInput> Files,
    ImmutableArray<Definition> Fileless,
    ImmutableDictionary<string, string> Variables,
    ImmutableArray<string> Usings)
{
    /// <summary>Those of packages and projects.</summary>
    public ImmutableArray<CompiledUnit> Assemblies { get; init; } = [];

    /// <summary>Name and C# type of every formula that compiles.</summary>
    public ImmutableDictionary<string, string> Formulas { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>What is renamed.</summary>
public enum RenamedKind
{
    Type,
    Function,
    Member,
    Parameter,
    Variable,
    Alias,
}

/// <summary>A workspace with a name changed, or why not.</summary>
/// <param name="Files">The edits of each changed file, in order of position.</param>
/// <param name="Text">The whole workspace afterwards.</param>
/// <param name="Stored">Names by which stored values know what was renamed.</param>
/// <param name="Unclear">Places where code that does not compile has the name, and its meaning cannot be told: they are left as they are.</param>
public sealed record RenameResult(
    RenamedKind Kind,
    string From,
    string To,
    ImmutableSortedDictionary<string, ImmutableArray<TextEdit>> Files,
    WorkspaceText Text,
    ImmutableArray<RenamedName> Stored,
    ImmutableArray<Diagnostic> Errors,
    ImmutableArray<string> Unclear)
{
    public bool IsRefused => Errors.Length > 0;
}
