using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Stet.Language.Parsing;
using Stet.Worlds;

namespace Stet.Language.Exporting;

/// <summary>
/// A declaration as ordinary C#: a function is a public static member of a class, a formula a property of it, a type public. What only means something in a workspace goes: <c>[Formerly]</c>,
/// <c>[Derived]</c>, <c>[Memo]</c>, <c>Migrate(Old)</c>.
/// </summary>
/// <param name="holder">The class in which the functions are.</param>
/// <param name="functions">Names of the functions that are exported.</param>
public sealed class ExportText(string holder, IReadOnlySet<string> functions)
{
    private static readonly HashSet<string> OfStet = ["Formerly", "FormerlyAttribute", "Derived", "DerivedAttribute", "Memo", "MemoAttribute"];
    private static readonly SyntaxKind[] Access = [SyntaxKind.PublicKeyword, SyntaxKind.InternalKeyword, SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword, SyntaxKind.FileKeyword];
    private static readonly HashSet<string> MathNames = [.. typeof(Math).GetMethods().Where(m => m.IsStatic).Select(m => m.Name)];

    /// <param name="formulaType">Of a formula, its type as C#.</param>
    public string Of(Definition definition, DefinitionPart part, string? formulaType)
    {
        var node = ((CompilationUnitSyntax)CSharpSyntaxTree.ParseText(part.Text, InputParser.ScriptOptions).GetRoot()).Members[0];
        var edits = new List<TextChange>();
        if (FormulaSyntax.Of(node) is { } formula)
        {
            edits.Add(new(formula.Head(node), $"public static {formulaType} {formula.Name.Text}{(formula.Body is BlockSyntax ? " { get" : " =>")}"));
            edits.AddRange(formula.Body is BlockSyntax ? [new TextChange(TextSpan.FromBounds(formula.Body.Span.End, node.Span.End), " }")] : []);
        }
        else
        {
            Publish(node, edits);
        }

        RemoveWhatIsStets(node, edits);
        if (definition.Kind == DefinitionKind.Type)
        {
            CallOwnFunctions(node, edits);
        }

        return Text(part.Text, edits);
    }

    /// <summary>Indented, where no line of it is inside a text.</summary>
    public static string Indented(string text) =>
        SyntaxFactory.ParseTokens(text).Any(t => t.Text.Contains('\n', StringComparison.Ordinal)) ? text
            : string.Join('\n', text.Split('\n').Select(line => line.Trim().Length == 0 || line.StartsWith('#') ? line : "    " + line));

    private static void Publish(MemberDeclarationSyntax node, List<TextChange> edits)
    {
        var start = node.AttributeLists.Count > 0 ? node.AttributeLists.Last().GetLastToken().GetNextToken().SpanStart : node.SpanStart;
        edits.Add(new(new(start, 0), node is MethodDeclarationSyntax && !node.Modifiers.Any(SyntaxKind.StaticKeyword) ? "public static " : "public "));
        edits.AddRange(node.Modifiers.Where(m => Access.Contains(m.Kind())).Select(m => new TextChange(TextSpan.FromBounds(m.SpanStart, m.GetNextToken().SpanStart), "")));
    }

    private static void RemoveWhatIsStets(SyntaxNode node, List<TextChange> edits)
    {
        foreach (var list in node.DescendantNodes().OfType<AttributeListSyntax>())
        {
            var kept = list.Attributes.Where(a => !OfStet.Contains(a.Name.ToString().Split('.')[^1])).ToList();
            if (kept.Count < list.Attributes.Count)
            {
                edits.Add(new(list.Span, kept.Count == 0 ? "" : $"[{(list.Target is null ? "" : list.Target + " ")}{string.Join(", ", kept)}]"));
            }
        }

        edits.AddRange(node.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(MigrateHook.IsHook).Select(m => new TextChange(m.Span, "")));
    }

    /// <summary>A function named like one of <c>System.Math</c> comes first, as it does in the workspace.</summary>
    private void CallOwnFunctions(SyntaxNode type, List<TextChange> edits)
    {
        var own = type.DescendantTokens().Where(t => t.Parent is not SimpleNameSyntax).Select(t => t.ValueText).ToHashSet();
        edits.AddRange(type.DescendantNodes().OfType<InvocationExpressionSyntax>().Select(i => i.Expression).OfType<SimpleNameSyntax>()
            .Where(n => MathNames.Contains(n.Identifier.ValueText) && functions.Contains(n.Identifier.ValueText) && !own.Contains(n.Identifier.ValueText))
            .Select(n => new TextChange(new(n.SpanStart, 0), $"global::{holder}.")));
    }

    /// <summary>An edit inside of one that removes more is part of it.</summary>
    private static string Text(string text, List<TextChange> edits)
    {
        var result = new StringBuilder();
        var position = 0;
        foreach (var edit in edits.OrderBy(e => e.Span.Start).ThenBy(e => e.Span.Length))
        {
            if (edit.Span.Start >= position)
            {
                result.Append(text, position, edit.Span.Start - position).Append(edit.NewText);
                position = edit.Span.End;
            }
        }

        return result.Append(text, position, text.Length - position).ToString();
    }
}
