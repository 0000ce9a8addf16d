using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stet.Language.Compiling.Formulas;

/// <summary>The formulas that every evaluation of a formula reads: those named where no condition, loop or lambda stands in between.</summary>
internal static class CertainReads
{
    public static ImmutableArray<string> In(SemanticModel model, MethodDeclarationSyntax method)
    {
        var body = method.ExpressionBody?.Expression is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: ParenthesizedLambdaExpressionSyntax { ExpressionBody: { } inferred } }] } probe
            && probe.Expression.ToString().Contains("FormulaProbe", StringComparison.Ordinal) ? inferred : method.ExpressionBody?.Expression;
        return body is null ? [] : [.. Names(body).Where(n => IsFormula(model.GetSymbolInfo(n).Symbol)).Select(n => n.Identifier.ValueText).Distinct()];
    }

    public static bool IsFormula(ISymbol? symbol) =>
        symbol is IPropertySymbol { IsStatic: true, ContainingType: { ContainingNamespace.Name: "__stet" } holder } && holder.Name == "F_" + symbol.Name;

    private static IEnumerable<IdentifierNameSyntax> Names(SyntaxNode body) =>
        body.DescendantNodesAndSelf(n => n is not AnonymousFunctionExpressionSyntax and not QueryExpressionSyntax and not SwitchExpressionSyntax)
            .OfType<IdentifierNameSyntax>().Where(n => !IsConditional(n, body));

    private static bool IsConditional(SyntaxNode name, SyntaxNode body)
    {
        for (var node = name; node != body; node = node.Parent!)
        {
            var perhaps = node.Parent switch
            {
                ConditionalExpressionSyntax c => node != c.Condition,
                BinaryExpressionSyntax b => node == b.Right && b.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression,
                ConditionalAccessExpressionSyntax a => node != a.Expression,
                AnonymousFunctionExpressionSyntax or QueryExpressionSyntax or SwitchExpressionSyntax => true,
                _ => false,
            };
            if (perhaps)
            {
                return true;
            }
        }

        return false;
    }
}
