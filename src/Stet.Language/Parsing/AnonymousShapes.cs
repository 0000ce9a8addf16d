using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stet.Language.Parsing;

/// <summary>The lists of member names of the anonymous objects that a piece of syntax creates.</summary>
internal static class AnonymousShapes
{
    public static IEnumerable<(AnonymousObjectCreationExpressionSyntax Node, string[] Names)> In(SyntaxNode node)
    {
        foreach (var creation in node.DescendantNodesAndSelf().OfType<AnonymousObjectCreationExpressionSyntax>())
        {
            var names = creation.Initializers.Select(NameOf).OfType<string>().ToArray();
            if (names.Length > 0 && names.Length == creation.Initializers.Count)
            {
                yield return (creation, names);
            }
        }
    }

    private static string? NameOf(AnonymousObjectMemberDeclaratorSyntax declarator) =>
        declarator.NameEquals?.Name.Identifier.ValueText ?? InferredName(declarator.Expression);

    private static string? InferredName(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax conditional => InferredName(conditional.WhenNotNull),
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };
}
