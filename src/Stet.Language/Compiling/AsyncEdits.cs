using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Compiling;

/// <summary>
/// Lets a run know of its async functions that may go on after it. One that gives a task of the framework gets a builder that tells it when the function first waits: one that never does costs
/// nothing. Any other (the compiler takes no builder where nothing is given back) is told of from its beginning to its end.
/// </summary>
internal static class AsyncEdits
{
    private const string Scope = " using var __background = global::Stet.Runtime.Background.Enter();";

    private const string Framework = "System.Threading.Tasks";

    /// <param name="definitions">What the code may see of the workspace: a <c>Task</c> of its own is not the framework's.</param>
    public static void Add(MemberDeclarationSyntax member, IReadOnlyCollection<Definition> definitions, SourceEdits edits)
    {
        var methods = member.DescendantNodesAndSelf().OfType<MethodDeclarationSyntax>().Where(m => m.Modifiers.Any(SyntaxKind.AsyncKeyword));
        var locals = member.DescendantNodes().OfType<LocalFunctionStatementSyntax>().Where(l => l.Modifiers.Any(SyntaxKind.AsyncKeyword));
        foreach (var (function, returns, attributes, body) in methods.Select(m => ((SyntaxNode)m, m.ReturnType, m.AttributeLists, m.Body))
            .Concat(locals.Select(l => ((SyntaxNode)l, l.ReturnType, l.AttributeLists, l.Body))))
        {
            if (attributes.Count == 0 && BuilderOf(returns, definitions) is { } builder)
            {
                edits.InsertBefore(function.SpanStart, $"[global::System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(global::Stet.Runtime.Asynchronous.{builder}))] ");
            }
            else if (body is not null && !body.DescendantNodes().Any(n => n is YieldStatementSyntax))
            {
                edits.Insert(body.OpenBraceToken.Span.End, Scope);
            }
        }
    }

    private static string? BuilderOf(TypeSyntax returns, IReadOnlyCollection<Definition> definitions) => returns switch
    {
        QualifiedNameSyntax { Left: var space, Right: var name } when space.ToString() is Framework or $"global::{Framework}" => BuilderOf(name),
        SimpleNameSyntax name when definitions.All(d => d.SimpleName != name.Identifier.ValueText) => BuilderOf(name),
        _ => null,
    };

    private static string? BuilderOf(SimpleNameSyntax name) => (name.Identifier.ValueText, name.Arity) switch
    {
        ("Task", 0) => "TaskBuilder",
        ("Task", 1) => "TaskBuilder<>",
        ("ValueTask", 0) => "ValueTaskBuilder",
        ("ValueTask", 1) => "ValueTaskBuilder<>",
        _ => null,
    };
}
