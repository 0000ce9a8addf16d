using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stet.Language.Parsing;

/// <summary>The names that top-level statements declare or assign: candidates for workspace variables.</summary>
internal static class TopLevelNames
{
    public static HashSet<string> Of(IEnumerable<MemberDeclarationSyntax> statements)
    {
        var names = new HashSet<string>();
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case FieldDeclarationSyntax field:
                    names.UnionWith(field.Declaration.Variables.Select(v => v.Identifier.ValueText));
                    break;
                case GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax local } when !local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword):
                    names.UnionWith(local.Declaration.Variables.Select(v => v.Identifier.ValueText));
                    break;
                case GlobalStatementSyntax { Statement: ExpressionStatementSyntax expression }:
                    names.UnionWith(InExpression(expression));
                    break;
                default:
                    break;
            }
        }

        return names;
    }

    private static IEnumerable<string> InExpression(ExpressionStatementSyntax statement)
    {
        if (statement.Expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } assignment && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
        {
            yield return target.Identifier.ValueText;
        }

        foreach (var designation in DesignationsOutsideFunctions(statement))
        {
            yield return designation.Identifier.ValueText;
        }
    }

    /// <summary>Variables declared inside an expression, <c>out var n</c> or <c>var (a, b) = ...</c>, but not those of lambdas in it.</summary>
    public static IEnumerable<SingleVariableDesignationSyntax> DesignationsOutsideFunctions(SyntaxNode node) =>
        node.DescendantNodes(n => n is not AnonymousFunctionExpressionSyntax and not QueryExpressionSyntax).OfType<SingleVariableDesignationSyntax>();
}
