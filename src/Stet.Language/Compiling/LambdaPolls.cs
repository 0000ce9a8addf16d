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
    public static void Add(SubmissionBinding binding, SourceEdits edits)
    {
        foreach (var lambda in binding.Body.DescendantNodes().OfType<LambdaExpressionSyntax>())
        {
            if (binding.Source.Origin(lambda.ArrowToken.Span)?.Span is not { } arrow || IsInExpressionTree(binding.Model, lambda)
                || binding.Model.GetSymbolInfo(lambda).Symbol is not IMethodSymbol method)
            {
                continue;
            }

            if (lambda.Block is { } block && binding.Source.Origin(block.OpenBraceToken.Span)?.Span is { } brace)
            {
                edits.Insert(brace.End, " global::Stet.Runtime.Poll.Enter();");
            }
            else if (lambda.ExpressionBody is { } body && binding.Source.Origin(body.Span)?.Span is { } span && span.Length > 0)
            {
                var isValue = !IsVoid(method, lambda) && body is not ThrowExpressionSyntax;
                edits.Insert(arrow.End, " { global::Stet.Runtime.Poll.Enter();" + (isValue ? " return " : ""));
                edits.Insert(span.End, "; }");
            }
        }
    }

    private static bool IsVoid(IMethodSymbol method, LambdaExpressionSyntax lambda) =>
        method.ReturnsVoid
        || lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword) && method.ReturnType is INamedTypeSymbol { IsGenericType: false };

    private static bool IsInExpressionTree(SemanticModel model, SyntaxNode lambda) =>
        lambda.AncestorsAndSelf().OfType<LambdaExpressionSyntax>()
            .Any(l => model.GetTypeInfo(l).ConvertedType is INamedTypeSymbol { Name: "Expression", ContainingNamespace.Name: "Expressions" });
}
