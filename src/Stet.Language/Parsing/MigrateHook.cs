using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;

namespace Stet.Language.Parsing;

/// <summary>The <c>static T Migrate(Old old)</c> methods of a type.</summary>
public static class MigrateHook
{
    /// <summary>Their source; empty where there is none.</summary>
    public static string TextOf(Definition type)
    {
        if (!type.Names.Mentions.Contains("Old"))
        {
            return "";
        }

        var members = type.Parts.Select(p => CSharpSyntaxTree.ParseText(p.Text, InputParser.ScriptOptions).GetRoot());
        var hooks = members.SelectMany(m => m.DescendantNodes()).OfType<MethodDeclarationSyntax>()
            .Where(IsHook);
        return string.Join('\n', hooks.Select(h => h.NormalizeWhitespace().ToFullString()));
    }

    internal static bool IsHook(MethodDeclarationSyntax method) =>
        method.Identifier.ValueText == "Migrate" && method.ParameterList.Parameters is [{ Type: { } parameter }] && parameter.ToString().Split('.')[^1] == "Old";
}
