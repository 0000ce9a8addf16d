using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;

namespace Stet.Language.Parsing;

/// <summary>The types that a definition contains, by their path in C#: <c>Geo.Outer</c>, <c>Geo.Outer.Inner</c>, without type parameters.</summary>
public static class NestedTypes
{
    public static IReadOnlySet<string> PathsOf(Definition type)
    {
        var path = type.Key.Split('`')[0];
        var paths = new HashSet<string> { path };
        foreach (var part in type.Parts)
        {
            var declared = CSharpSyntaxTree.ParseText(part.Text, InputParser.ScriptOptions).GetCompilationUnitRoot().Members.OfType<TypeDeclarationSyntax>();
            paths.UnionWith(declared.SelectMany(d => Inside(d, path)));
        }

        return paths;
    }

    private static IEnumerable<string> Inside(TypeDeclarationSyntax type, string path) => type.Members.OfType<BaseTypeDeclarationSyntax>()
        .SelectMany(m => $"{path}.{m.Identifier.ValueText}" is var own && m is TypeDeclarationSyntax deeper ? Inside(deeper, own).Prepend(own) : [own]);
}
