using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;

namespace Stet.Language.Parsing;

/// <summary>The members of a type by which keys are found to be equal: where they change, keys of a dictionary or set may have become so.</summary>
public static class ComparingMembers
{
    private static readonly string[] Names = ["Equals", "CompareTo", "Compare"];

    /// <summary>Their source; empty where there is none.</summary>
    public static string TextOf(Definition type)
    {
        var parts = type.Parts.Where(p => Names.Any(n => p.Text.Contains(n, StringComparison.Ordinal)));
        var methods = parts.SelectMany(p => CSharpSyntaxTree.ParseText(p.Text, InputParser.ScriptOptions).GetRoot().DescendantNodes()).OfType<MethodDeclarationSyntax>();
        return string.Join('\n', methods.Where(m => Names.Contains(m.Identifier.ValueText)).Select(m => m.NormalizeWhitespace().ToFullString()));
    }
}
