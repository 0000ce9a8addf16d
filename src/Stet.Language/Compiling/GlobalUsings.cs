using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Stet.Language.Compiling;

/// <summary>The syntax tree with the workspace's usings; the same tree object serves all compilations with the same usings.</summary>
internal static class GlobalUsings
{
    private static (string Key, SyntaxTree Tree) latest = ("", Make(""));

    /// <param name="emptyNamespaces">Declared with nothing in them, so that a using may name them.</param>
    public static SyntaxTree For(ImmutableArray<string> usings, ImmutableArray<string> emptyNamespaces)
    {
        var key = string.Join('\n', [.. usings, .. emptyNamespaces.Select(n => "namespace " + n)]);
        var known = latest;
        if (known.Key != key)
        {
            latest = known = (key, Make(string.Concat([.. usings.Select(u => $"global using {u};\n"), .. emptyNamespaces.Select(n => $"namespace {n} {{ }}\n")])));
        }

        return known.Tree;
    }

    private static SyntaxTree Make(string text) =>
        CSharpSyntaxTree.ParseText("global using static global::Stet.Toolbox.Commands;\nglobal using global::Stet.Migration;\nglobal using global::Stet.Memos;\nglobal using global::Stet.Calling;\n" + text, Compiler.ParseOptions, "usings", System.Text.Encoding.UTF8);
}
