using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;

namespace Stet.Language.Parsing;

/// <summary>The type parameters in a definition's source, its own and those of types in it.</summary>
public static class TypeParameters
{
    /// <summary>Whether some type has others, or perhaps has, or a <c>Migrate</c> that gives a type with other arguments.</summary>
    public static bool Differ(Definition old, Definition now) =>
        (old.Key != now.Key || old.Text.Contains('<', StringComparison.Ordinal) || now.Text.Contains('<', StringComparison.Ordinal))
        && !(TextOf(old) == TextOf(now) && MigrateHook.TextOf(now) == MigrateHook.TextOf(old));

    /// <summary><c>Box&lt;T&gt;</c>, as a message names a definition; its key where it has no parameters.</summary>
    public static string Shown(Definition type) =>
        Heads(type).FirstOrDefault() is { Parameters: { Length: > 0 } own } ? $"{type.Key.Split('`')[0]}<{string.Join(", ", own)}>" : type.Key;

    private static string TextOf(Definition type) => string.Join('\n', Heads(type).Select(h => $"{h.Name} {string.Join(',', h.Parameters)}").Order(StringComparer.Ordinal));

    private static IEnumerable<(string Name, string[] Parameters)> Heads(Definition type) =>
        type.Parts.SelectMany(p => CSharpSyntaxTree.ParseText(p.Text, InputParser.ScriptOptions).GetRoot().DescendantNodes()).Select(node => node switch
        {
            TypeDeclarationSyntax t => (t.Identifier.ValueText, t.TypeParameterList),
            DelegateDeclarationSyntax d => (d.Identifier.ValueText, d.TypeParameterList),
            _ => ("", null),
        }).Where(h => h.Item1.Length > 0).Select(h => (h.Item1, h.Item2?.Parameters.Select(p => p.Identifier.ValueText).ToArray() ?? []));
}
