using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Stet.Language.Renaming;

/// <summary>Whether a name can be given at all, and whether something has it already.</summary>
internal static class NewName
{
    /// <summary>Types may not be called so, because C# takes these words for something else where a type stands.</summary>
    private static readonly HashSet<string> NoTypes =
        ["var", "dynamic", "record", "required", "scoped", "file", "partial", "where", "yield", "nint", "nuint", "notnull", "unmanaged", "managed", "await", "async", "field", "extension", "allows", "union", "closed"];

    public static string? Trouble(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? $"{name} is a keyword of C#."
        : !SyntaxFacts.IsValidIdentifier(name) ? $"{name} is not a name: a name is letters, digits and '_', and does not begin with a digit. A thing stays where it is: write the last part only."
        : name.StartsWith("__", StringComparison.Ordinal) ? "Names that begin with '__' are Stet's own."
        : null;

    public static string? TakenBy(WorkspaceProgram program, WorkspaceText text, RenameTarget target, string name) => target.Kind switch
    {
        RenamedKind.Member or RenamedKind.Parameter => TakenInside(target, name),
        RenamedKind.Type when NoTypes.Contains(name) => $"C# takes {name} for something else where a type stands.",
        RenamedKind.Type when target.Symbols.First().ContainingType is { } outer => outer.GetMembers(name).IsEmpty ? null : $"{outer.Name} has a {name} already.",
        _ => TakenInWorkspace(program, text, target, name),
    };

    private static string? TakenInside(RenameTarget target, string name)
    {
        if (name == "Migrate" || target.Name == "Migrate")
        {
            return "Stet looks for Migrate by its name.";
        }

        var taken = target.Symbols.Where(s => s is not IParameterSymbol and not ITypeParameterSymbol).Select(s => s.ContainingType).OfType<INamedTypeSymbol>().FirstOrDefault(t => !t.GetMembers(name).IsEmpty);
        var owner = target.Symbols.Select(s => s.ContainingType).OfType<INamedTypeSymbol>().FirstOrDefault(t => t.Name == name && target.Kind == RenamedKind.Member);
        return taken is not null ? $"{taken.Name} has a {name} already." : owner is not null ? $"A member cannot be called as its type, {name}." : null;
    }

    private static string? TakenInWorkspace(WorkspaceProgram program, WorkspaceText text, RenameTarget target, string name)
    {
        var space = target.Symbols.OfType<INamedTypeSymbol>().FirstOrDefault()?.ContainingNamespace is { IsGlobalNamespace: false } own ? own.ToDisplayString() + "." : "";
        var arity = target.Symbols.OfType<INamedTypeSymbol>().FirstOrDefault()?.Arity ?? 0;
        var same = program.Graph.Named(name).Select(k => program.Graph.Definitions[k])
            .FirstOrDefault(d => d.Kind == Worlds.DefinitionKind.Type && target.Kind == RenamedKind.Type ? d.Key.Split('`')[0] == space + name && IsOf(d.Key, arity) : true);
        return text.Variables.ContainsKey(name) ? $"{name} is a variable. A name means one thing in the whole workspace: 'drop {name}' first, or choose another name."
            : same is { } taken ? $"{name} is a {taken.Kind.ToString().ToLowerInvariant()} already, in {taken.Parts[0].Home.File}:{taken.Parts[0].Home.Line}."
            : program.Trees.SelectMany(t => t.Aliases()).Any(a => a.Identifier.ValueText == name) ? $"{name} is an alias of a using already." : null;
    }

    /// <summary>Types that differ in the number of their type parameters only may have one name.</summary>
    private static bool IsOf(string key, int arity) => (key.Split('`') is [_, var digits] ? digits : "0") == arity.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
