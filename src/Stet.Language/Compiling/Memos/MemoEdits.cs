using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;

namespace Stet.Language.Compiling.Memos;

/// <summary>
/// Puts a method of the function's name and signature before one that is marked <c>[Memo]</c>, and gives that one another name: who calls the function, itself included, gets a kept
/// result where there is one.
/// <code>static readonly MemoSite __memo0 = ...; public static int Fib(int n) =&gt; __memo0.Call(..., static (a) =&gt; __memo0_Fib(a.Item1)); [Memo] public static int __memo0_Fib(int n) => ...</code>
/// </summary>
internal static class MemoEdits
{
    private const string Runtime = "global::Stet.Runtime.Memos.";

    /// <summary>Frames that nobody wrote are not shown where an exception is.</summary>
    private const string Hidden = "[global::System.Diagnostics.StackTraceHidden] ";

    public static void Add(MemoFunction function, string holder, SourceEdits edits)
    {
        edits.InsertBefore(function.Node.SpanStart, Site(function, holder) + Method(function));
        edits.Replace(function.Node.Identifier.Span, function.Body);
    }

    private static string Site(MemoFunction function, string holder) =>
        $"internal static readonly {Runtime}MemoSite {function.Site} = {Runtime}MemoSites.Bind(typeof({holder}), {SymbolDisplay.FormatLiteral(function.Name, quote: true)}); ";

    private static string Method(MemoFunction function)
    {
        var node = function.Node;
        var names = node.ParameterList.Parameters.Select(p => p.Identifier.Text).ToList();
        var items = Enumerable.Range(1, names.Count).Select(i => $"__a.Item{i}").ToList();
        var types = TypeParametersAround(node).Select(p => $"__k.AddType<{p}>(); ");
        var arguments = names.Count switch
        {
            0 => "default(global::System.ValueTuple)",
            1 => $"global::System.ValueTuple.Create({names[0]})",
            _ => $"({string.Join(", ", names)})",
        };
        return $"{Hidden}{Modifiers(node)} {OneLine(node.ReturnType)} {node.Identifier.Text}{OneLine(node.TypeParameterList)}{OneLine(node.ParameterList)} {string.Join(' ', node.ConstraintClauses.Select(OneLine))} => "
            + $"{function.Site}.{(function.AssumesPure == true ? "Assume" : "Call")}({arguments}, {Hidden}static (__k, __a) => {{ {string.Concat(types)}{string.Concat(items.Select(i => $"__k.Add({i}); "))}}}, "
            + $"{Hidden}static (__a) => {function.Body}{TypeArguments(node)}({string.Join(", ", items)})); ";
    }

    private static string Modifiers(MethodDeclarationSyntax node)
    {
        var isInternal = node.Modifiers.Any(SyntaxKind.InternalKeyword);
        var kept = node.Modifiers.Where(m => !m.IsKind(SyntaxKind.AsyncKeyword) && !m.IsKind(SyntaxKind.StaticKeyword) && !(isInternal && m.IsKind(SyntaxKind.ProtectedKeyword)))
            .Select(m => m.IsKind(SyntaxKind.InternalKeyword) ? "public" : m.Text);
        return node.Parent is TypeDeclarationSyntax ? string.Join(' ', kept.Append("static")) : "public static";
    }

    private static IEnumerable<string> TypeParametersAround(MethodDeclarationSyntax node) =>
        node.AncestorsAndSelf().SelectMany(n => n switch
        {
            MethodDeclarationSyntax m => m.TypeParameterList?.Parameters ?? [],
            TypeDeclarationSyntax t => t.TypeParameterList?.Parameters ?? [],
            _ => (IEnumerable<TypeParameterSyntax>)[],
        }).Select(p => p.Identifier.Text);

    private static string TypeArguments(MethodDeclarationSyntax node) =>
        node.TypeParameterList is { } list ? $"<{string.Join(", ", list.Parameters.Select(p => p.Identifier.Text))}>" : "";

    /// <summary>Without comments and line breaks.</summary>
    private static string OneLine(SyntaxNode? node) => node is null ? "" : string.Join(' ', node.DescendantTokens().Select(t => t.Text));
}
