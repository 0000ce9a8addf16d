using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stet.Language.Renaming;

/// <summary>A C# type in which other types stand for some of those it names: <c>global::System.Collections.Generic.List&lt;global::Box&gt;</c>.</summary>
public static class TypeSource
{
    /// <param name="type">As the compiler writes types in full.</param>
    /// <param name="replacement">Given the full name of a type (<c>Geo.Box`1.Part</c>) and the replaced arguments: what stands for it; null where it stays.</param>
    public static string Replace(string type, Func<string, IReadOnlyList<string>, string?> replacement) => Of(SyntaxFactory.ParseTypeName(type), replacement);

    /// <summary>C# for a type with all its arguments, those of the types it is in first.</summary>
    /// <param name="path">Its full name: <c>Geo.Box`1.Part</c>.</param>
    public static string Write(string path, IReadOnlyList<string> arguments)
    {
        var used = 0;
        return "global::" + string.Join('.', path.Split('.').Select(part =>
        {
            var (name, count) = part.Split('`') is [var simple, var digits] ? (simple, int.Parse(digits, CultureInfo.InvariantCulture)) : (part, 0);
            used += count;
            return count == 0 ? name : $"{name}<{string.Join(", ", arguments.Skip(used - count).Take(count))}>";
        }));
    }

    private static string Of(TypeSyntax type, Func<string, IReadOnlyList<string>, string?> replacement) => type switch
    {
        ArrayTypeSyntax array => Of(array.ElementType, replacement) + string.Concat(array.RankSpecifiers),
        NullableTypeSyntax nullable => Of(nullable.ElementType, replacement) + "?",
        TupleTypeSyntax tuple => $"({string.Join(", ", tuple.Elements.Select(e => $"{Of(e.Type, replacement)} {e.Identifier}".TrimEnd()))})",
        NameSyntax name => Of(Parts(name), name.ToString().StartsWith("global::", StringComparison.Ordinal), replacement),
        _ => type.ToString(),
    };

    private static string Of(IReadOnlyList<SimpleNameSyntax> parts, bool isWhole, Func<string, IReadOnlyList<string>, string?> replacement)
    {
        var arguments = parts.Select(p => p is GenericNameSyntax generic ? generic.TypeArgumentList.Arguments.Select(a => Of(a, replacement)).ToArray() : []).ToList();
        var path = string.Join('.', parts.Select((p, i) => p.Identifier.Text + (arguments[i].Length > 0 ? $"`{arguments[i].Length}" : "")));
        return (isWhole ? replacement(path, [.. arguments.SelectMany(a => a)]) : null)
            ?? (isWhole ? "global::" : "") + string.Join('.', parts.Select((p, i) => p.Identifier.Text + (arguments[i].Length > 0 ? $"<{string.Join(", ", arguments[i])}>" : "")));
    }

    private static IReadOnlyList<SimpleNameSyntax> Parts(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => [.. Parts(qualified.Left), qualified.Right],
        AliasQualifiedNameSyntax alias => [alias.Name],
        SimpleNameSyntax simple => [simple],
        _ => [],
    };
}
