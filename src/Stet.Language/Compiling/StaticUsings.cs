using Stet.Worlds;

namespace Stet.Language.Compiling;

/// <summary>How code sees the top-level functions and formulas of other units: each function name has a static class that holds its overloads, each formula one that holds its cell.</summary>
internal static class StaticUsings
{
    public static string HolderOf(Definition function) => "F_" + function.SimpleName;

    public static string For(IEnumerable<Definition> definitions)
    {
        var functions = definitions.Where(d => d.Kind is DefinitionKind.Function or DefinitionKind.Formula).Select(HolderOf).Distinct();
        var spaces = definitions.Where(d => d.Kind == DefinitionKind.Type && d.Key.Contains('.', StringComparison.Ordinal) && !d.Key.StartsWith("__", StringComparison.Ordinal))
            .Select(d => d.Key[..d.Key.LastIndexOf('.')]).Distinct();
        return string.Concat(functions.Select(f => $"using static global::__stet.{f}; ")) + string.Concat(spaces.Select(s => $"using global::{s}; "));
    }
}
