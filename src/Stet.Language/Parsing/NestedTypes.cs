using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;

namespace Stet.Language.Parsing;

/// <summary>The types that a definition contains, by their path in C#: <c>Geo.Outer`1</c>, <c>Geo.Outer`1.Inner</c>.</summary>
public static class NestedTypes
{
    public static IReadOnlySet<string> PathsOf(Definition type)
    {
        var path = type.Key;
        var paths = new HashSet<string> { path };
        foreach (var part in type.Parts)
        {
            var declared = CSharpSyntaxTree.ParseText(part.Text, InputParser.ScriptOptions).GetCompilationUnitRoot().Members.OfType<TypeDeclarationSyntax>();
            paths.UnionWith(declared.SelectMany(d => Inside(d, path)));
        }

        return paths;
    }

    private static IEnumerable<string> Inside(TypeDeclarationSyntax type, string path) => type.Members.OfType<BaseTypeDeclarationSyntax>()
        .SelectMany(m => $"{path}.{m.Identifier.ValueText}{Parameters(m)}" is var own && m is TypeDeclarationSyntax deeper ? Inside(deeper, own).Prepend(own) : [own]);

    private static string Parameters(BaseTypeDeclarationSyntax type) => type is TypeDeclarationSyntax { TypeParameterList.Parameters.Count: > 0 and var count } ? $"`{count}" : "";
}
