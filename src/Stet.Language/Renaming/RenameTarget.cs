using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Stet.Language.Renaming;

/// <summary>What a name as the user writes it means: <c>Vec</c>, <c>Geo.Vec.Len</c>, <c>mean.days</c>.</summary>
/// <param name="Symbols">All that are renamed together.</param>
internal sealed record RenameTarget(RenamedKind Kind, string Name, ImmutableHashSet<ISymbol> Symbols)
{
    /// <summary>The name of an alias of the workspace's usings; it has no symbol of its own.</summary>
    public string? Alias { get; private init; }

    /// <returns>The target, or why there is none.</returns>
    public static (RenameTarget? Target, string Trouble) Find(WorkspaceProgram program, string path)
    {
        var parts = path.Split('.');
        if (parts is [var name] && Whole(program, name) is { } whole)
        {
            return (whole, "");
        }

        for (var length = parts.Length; length > 0; length--)
        {
            var keys = KeysOf(program, string.Join('.', parts[..length]));
            if (keys.Length > 1)
            {
                return (null, $"{path} can be {string.Join(" or ", keys)}: write the whole name.");
            }

            if (keys is [var key])
            {
                return Within(program, key, parts[length..], path);
            }
        }

        return (null, $"Nothing is called {path}. 'who' lists variables, 'defs' definitions; a member is written Type.Member, a parameter function.parameter.");
    }

    private static RenameTarget? Whole(WorkspaceProgram program, string name) =>
        program.Variable(name) is { } variable ? new(RenamedKind.Variable, name, [variable])
        : program.Trees.SelectMany(t => t.Aliases()).Any(a => a.Identifier.ValueText == name) ? new(RenamedKind.Alias, name, []) { Alias = name }
        : null;

    private static string[] KeysOf(WorkspaceProgram program, string name)
    {
        var all = program.Graph.Definitions.Values.Where(d => d.Kind != Worlds.DefinitionKind.Submission && !d.Key.StartsWith("__", StringComparison.Ordinal)).ToList();
        var whole = all.Where(d => d.Key == name || WithoutArity(d.Key) == name).Select(d => d.Key).ToArray();
        return whole.Length > 0 ? whole : [.. all.Where(d => d.SimpleName == name).Select(d => d.Key)];
    }

    private static string WithoutArity(string key) => key.Split('`')[0];

    private static (RenameTarget?, string) Within(WorkspaceProgram program, string key, string[] rest, string path)
    {
        var definition = program.Graph.Definitions[key];
        if (definition.Kind is Worlds.DefinitionKind.Function or Worlds.DefinitionKind.Formula)
        {
            return OfFunction(program, definition.SimpleName, rest, path);
        }

        if (program.Type(key) is not { } type)
        {
            return (null, $"{key} does not compile; mend it first.");
        }

        return rest.Length == 0 ? (new(RenamedKind.Type, definition.SimpleName, [type]), "") : OfType(program, type, rest, path);
    }

    private static (RenameTarget?, string) OfFunction(WorkspaceProgram program, string function, string[] rest, string path)
    {
        var members = program.Holder(function)?.GetMembers(function) ?? [];
        var overloads = members.OfType<IMethodSymbol>().ToList();
        return rest.Length switch
        {
            0 => (new(RenamedKind.Function, function, [.. members]), ""),
            1 => OfMethods(program, overloads, rest[0], path),
            _ => (null, $"{path} is not a name that can be changed: write function.parameter."),
        };
    }

    private static (RenameTarget?, string) OfType(WorkspaceProgram program, INamedTypeSymbol type, string[] rest, string path)
    {
        var members = Members(type, rest[0]).Where(IsWritten).ToList();
        if (members.OfType<INamedTypeSymbol>().FirstOrDefault() is { } nested)
        {
            return rest.Length == 1 ? (new(RenamedKind.Type, rest[0], [nested]), "") : OfType(program, nested, rest[1..], path);
        }

        if (members.Count > 0)
        {
            return rest.Length == 1 ? Closed(program, RenamedKind.Member, rest[0], members)
                : OfMethods(program, [.. members.OfType<IMethodSymbol>()], rest[1], path);
        }

        return rest.Length == 1 ? OfMethods(program, [.. type.InstanceConstructors, .. Invoked(type)], rest[0], path, type) : (null, $"{type.Name} has no {rest[0]}.");
    }

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).Concat(type.GetTypeMembers().Where(t => t.IsExtension).SelectMany(t => t.GetMembers(name)));

    private static IEnumerable<IMethodSymbol> Invoked(INamedTypeSymbol type) => type.DelegateInvokeMethod is { } invoke ? [invoke] : [];

    private static (RenameTarget?, string) OfMethods(WorkspaceProgram program, IReadOnlyList<IMethodSymbol> methods, string name, string path, INamedTypeSymbol? type = null)
    {
        List<ISymbol> parameters = [.. methods.SelectMany(m => m.Parameters).Where(p => p.Name == name),
            .. methods.SelectMany(m => m.TypeParameters).Concat(type?.TypeParameters ?? []).Where(p => p.Name == name)];
        return parameters.Count > 0 ? Closed(program, RenamedKind.Parameter, name, parameters)
            : (null, $"Nothing is called {path}: there is no {(type is null ? "parameter" : $"member or parameter of {type.Name}")} called {name}.");
    }

    private static (RenameTarget?, string) Closed(WorkspaceProgram program, RenamedKind kind, string name, IEnumerable<ISymbol> seeds)
    {
        var all = new RelatedSymbols(program.Compilation, name).Close(seeds);
        var foreign = all.FirstOrDefault(s => !IsWritten(s));
        return foreign is null ? (new(kind, name, all), "")
            : (null, $"{name} belongs to {foreign.ContainingSymbol.ToDisplayString()}, which is not part of the workspace: it is overridden or implemented here and keeps its name.");
    }

    private static bool IsWritten(ISymbol symbol) => symbol.Locations.Any(l => l.IsInSource) && (symbol is IParameterSymbol || symbol.CanBeReferencedByName || IsExplicit(symbol));

    private static bool IsExplicit(ISymbol symbol) => symbol is IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation } or IPropertySymbol { ExplicitInterfaceImplementations.Length: > 0 } or IEventSymbol { ExplicitInterfaceImplementations.Length: > 0 };
}
