using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;

namespace Stet.Language.Compiling;

/// <summary>
/// Gives lambdas a poll, so that a query over a huge range can be stopped: <c>x =&gt; e</c> becomes <c>x =&gt; { poll; return e; }</c>.
/// Not in expression trees, which are data.
/// </summary>
internal static class LambdaPolls
{
    /// <summary>Begins the scope of code that goes on after its submission.</summary>
    public const string Background = " using var __background = global::Stet.Runtime.Background.Enter();";

    public static void Add(SubmissionBinding binding, SourceEdits edits)
    {
        foreach (var lambda in binding.Body.DescendantNodes().OfType<LambdaExpressionSyntax>())
        {
            if (binding.Source.Origin(lambda.ArrowToken.Span)?.Span is not { } arrow || IsInExpressionTree(binding.Model, lambda)
                || binding.Model.GetSymbolInfo(lambda).Symbol is not IMethodSymbol method)
            {
                continue;
            }

            var scope = IsHandedToThreads(binding.Model, lambda) ? Background : "";
            if (lambda.Block is { } block && binding.Source.Origin(block.OpenBraceToken.Span)?.Span is { } brace)
            {
                edits.Insert(brace.End, scope + " global::Stet.Runtime.Poll.Enter();");
            }
            else if (lambda.ExpressionBody is { } body && binding.Source.Origin(body.Span)?.Span is { } span && span.Length > 0)
            {
                var isValue = !IsVoid(method, lambda) && body is not ThrowExpressionSyntax;
                edits.Insert(arrow.End, " {" + scope + " global::Stet.Runtime.Poll.Enter();" + (isValue ? " return " : ""));
                edits.Insert(span.End, "; }");
            }
        }
    }

    /// <summary>An argument of what starts tasks, threads and timers.</summary>
    private static bool IsHandedToThreads(SemanticModel model, LambdaExpressionSyntax lambda) =>
        lambda.Parent is ArgumentSyntax { Parent.Parent: ExpressionSyntax call }
        && model.GetSymbolInfo(call).Symbol?.ContainingType?.ContainingNamespace?.ToDisplayString() is "System.Threading" or "System.Threading.Tasks" or "System.Timers";

    private static bool IsVoid(IMethodSymbol method, LambdaExpressionSyntax lambda) =>
        method.ReturnsVoid
        || lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword) && method.ReturnType is INamedTypeSymbol { IsGenericType: false };

    private static bool IsInExpressionTree(SemanticModel model, SyntaxNode lambda) =>
        lambda.AncestorsAndSelf().OfType<LambdaExpressionSyntax>()
            .Any(l => model.GetTypeInfo(l).ConvertedType is INamedTypeSymbol { Name: "Expression", ContainingNamespace.Name: "Expressions" });
}
