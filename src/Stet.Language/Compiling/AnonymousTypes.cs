using System.Text;
using Stet.Worlds;

namespace Stet.Language.Compiling;

/// <summary>
/// The shared types behind <c>new { A = 1 }</c>: for each list of member names one generic class with the members, equality and text of a
/// C# anonymous type. They are definitions of the world like any other, added when first used.
/// </summary>
public static class AnonymousTypes
{
    public const string Namespace = "__anonymous";

    /// <summary>The C# name of the type for these members, without type arguments.</summary>
    internal static string NameOf(IReadOnlyList<string> names) => "A_" + string.Join("_", names.Select(n => n.Replace("_", "__", StringComparison.Ordinal)));

    /// <summary>The type and, under the same name without arguments, the class with its factory.</summary>
    public static IEnumerable<Definition> DefinitionsOf(IReadOnlyList<string> names) =>
        Parsing.InputParser.File($"namespace {Namespace} {{ {SourceOf(names)} }}", "anonymous").Definitions;

    private static string SourceOf(IReadOnlyList<string> names)
    {
        var type = NameOf(names);
        var parameters = string.Join(", ", names.Select((_, i) => $"T{i}"));
        var arguments = string.Join(", ", names.Select((n, i) => $"T{i} @{n}"));
        var passed = string.Join(", ", names.Select(n => $"@{n}"));
        var shown = new StringBuilder();
        foreach (var name in names)
        {
            shown.Append(shown.Length == 0 ? "" : ", ").Append($"{name} = {{@{name}}}");
        }

        return $"public static class {type} {{ public static {type}<{parameters}> Of<{parameters}>({arguments}) => new {type}<{parameters}>({passed}); }} "
            + $"public sealed record {type}<{parameters}>({arguments}) {{ public override string ToString() => $\"{{{{ {shown} }}}}\"; }}";
    }
}
