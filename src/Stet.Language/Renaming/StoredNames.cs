using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Stet.Worlds;

namespace Stet.Language.Renaming;

/// <summary>The names by which reflection, and so a stored value, knows what was renamed.</summary>
internal static class StoredNames
{
    public static ImmutableArray<RenamedName> Of(RenameTarget target, string name) => target.Kind switch
    {
        RenamedKind.Variable or RenamedKind.Alias => [],
        RenamedKind.Type => [.. target.Symbols.Cast<INamedTypeSymbol>().Select(t => OfType(t, name))],
        RenamedKind.Function => [new(null, "__stet.F_" + target.Name, "__stet.F_" + name), new("__stet.F_" + name, target.Name, name)],
        _ => [.. target.Symbols.Select(s => s.ContainingType).Where(t => t is not null).Select(FullName).Distinct().Order(StringComparer.Ordinal).Select(owner => new RenamedName(owner, target.Name, name))],
    };

    private static RenamedName OfType(INamedTypeSymbol type, string name)
    {
        var old = FullName(type);
        var arity = type.Arity > 0 ? "`" + type.Arity : "";
        return new(null, old, old[..^(type.Name + arity).Length] + name + arity);
    }

    /// <summary>As reflection writes it.</summary>
    public static string FullName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{FullName(outer)}+{type.MetadataName}"
        : type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";
}
