using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Parsing;

/// <summary>Makes definitions of declarations: those of one key in one input belong together (overloads, partial types).</summary>
internal static class DefinitionReader
{
    public static ImmutableArray<Definition> Read(IEnumerable<(MemberDeclarationSyntax Node, string Namespace)> declarations, UserText text, ImmutableArray<FileUsing> fileUsings) =>
        [.. declarations.GroupBy(d => KeyOf(d.Node, d.Namespace)).Select(g => Make(g.Key, [.. g], text, fileUsings))];

    private static Definition Make(string key, List<(MemberDeclarationSyntax Node, string Namespace)> nodes, UserText text, ImmutableArray<FileUsing> fileUsings)
    {
        var (usings, names) = FileUsing.For(NameScan.Of(nodes.Select(n => n.Node)), fileUsings);
        return new(key, KindOf(nodes[0].Node), [.. nodes.Select(n => PartOf(n.Node, n.Namespace, text, usings))], names);
    }

    private static DefinitionKind KindOf(MemberDeclarationSyntax node) =>
        node is MethodDeclarationSyntax ? DefinitionKind.Function : FormulaSyntax.Of(node) is not null ? DefinitionKind.Formula : DefinitionKind.Type;

    private static DefinitionPart PartOf(MemberDeclarationSyntax node, string space, UserText text, string fileUsings)
    {
        var span = WithComments(node);
        var before = text.Content.AsSpan(0, span.Start);
        var home = new SourceHome(text.Source, before.Count('\n') + text.FirstLine, before.Length - before.LastIndexOf('\n'));
        var end = Compiling.StatementEnds.MissingSemicolon(node) is null ? "" : ";";
        return new(text.Content.Substring(span.Start, span.Length) + end, home, space, fileUsings);
    }

    /// <summary>The declaration with the comments directly above it, from the start of a line.</summary>
    public static TextSpan WithComments(MemberDeclarationSyntax node)
    {
        var start = node.SpanStart;
        foreach (var trivia in node.GetLeadingTrivia().Reverse())
        {
            var isComment = trivia.ToString().TrimStart().StartsWith('/');
            if (!isComment && trivia.ToString().Trim().Length > 0)
            {
                break;
            }

            start = isComment ? trivia.FullSpan.Start : start;
        }

        return TextSpan.FromBounds(start, node.Span.End);
    }

    /// <summary>The name that is unique in the workspace.</summary>
    public static string KeyOf(MemberDeclarationSyntax node, string space)
    {
        var (name, arity) = node switch
        {
            MethodDeclarationSyntax m => (m.Identifier.ValueText, 0),
            TypeDeclarationSyntax t => (t.Identifier.ValueText, t.TypeParameterList?.Parameters.Count ?? 0),
            DelegateDeclarationSyntax d => (d.Identifier.ValueText, d.TypeParameterList?.Parameters.Count ?? 0),
            BaseTypeDeclarationSyntax b => (b.Identifier.ValueText, 0),
            _ when FormulaSyntax.Of(node) is { } formula => (formula.Name.ValueText, 0),
            _ => throw new ArgumentException($"{node.GetType().Name} is not a definition.", nameof(node)),
        };
        return (space.Length == 0 ? "" : space + ".") + name + (arity == 0 ? "" : $"`{arity}");
    }
}
