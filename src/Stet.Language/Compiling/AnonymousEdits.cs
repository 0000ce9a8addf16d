using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Parsing;
using Stet.Language.Text;

namespace Stet.Language.Compiling;

/// <summary>
/// Anonymous types belong to one assembly in C#; here every submission is an assembly, and <c>new { A = 1 }</c> must mean one type
/// in the whole workspace. So it becomes a call of the factory of a generated type that all units share (see <see cref="AnonymousTypes"/>).
/// </summary>
internal static class AnonymousEdits
{
    public static void Add(IEnumerable<SyntaxNode> nodes, SourceEdits edits)
    {
        foreach (var (creation, names) in nodes.SelectMany(AnonymousShapes.In))
        {
            Rewrite(creation, names, edits);
        }
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
}
