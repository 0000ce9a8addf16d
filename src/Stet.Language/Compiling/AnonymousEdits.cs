using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;

namespace Stet.Language.Compiling;

/// <summary>
/// Anonymous types belong to one assembly in C#; here every submission is an assembly, and <c>new { A = 1 }</c> must mean one type
/// in the whole workspace. So it becomes a call of the factory of a generated type that all units share (see <see cref="AnonymousTypes"/>).
/// </summary>
internal static class AnonymousEdits
{
    /// <returns>The lists of member names met, each the identity of a shared type.</returns>
    public static IReadOnlyList<string[]> Add(IEnumerable<SyntaxNode> nodes, SourceEdits edits)
    {
        var shapes = new List<string[]>();
        foreach (var creation in nodes.SelectMany(n => n.DescendantNodesAndSelf()).OfType<AnonymousObjectCreationExpressionSyntax>())
        {
            var names = creation.Initializers.Select(NameOf).ToArray();
            if (names.Any(n => n is null) || names.Length == 0)
            {
                continue;
            }

            shapes.Add(names!);
            Rewrite(creation, names!, edits);
        }

        return shapes;
    }

    private static void Rewrite(AnonymousObjectCreationExpressionSyntax creation, string[] names, SourceEdits edits)
    {
        edits.Replace(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(creation.NewKeyword.SpanStart, creation.OpenBraceToken.Span.End),
            $"global::{AnonymousTypes.Namespace}.{AnonymousTypes.NameOf(names)}.Of(");
        foreach (var initializer in creation.Initializers.Where(i => i.NameEquals is not null))
        {
            edits.Replace(initializer.NameEquals!.Span, "");
        }

        if (creation.Initializers.SeparatorCount == creation.Initializers.Count)
        {
            edits.Replace(creation.Initializers.GetSeparators().Last().Span, "");
        }

        edits.Replace(creation.CloseBraceToken.Span, ")");
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
