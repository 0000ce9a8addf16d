using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;

namespace Stet.Language.Compiling;

/// <summary>
/// Makes definitions visible to each other: the whole workspace is one program, though every unit is an assembly of its own.
/// A top-level function becomes public and static, a top-level type public, and <c>internal</c> members public.
/// </summary>
internal static class ModifierEdits
{
    private const string NoInlining =
        " [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]";

    private static readonly SyntaxKind[] Access =
        [SyntaxKind.PublicKeyword, SyntaxKind.InternalKeyword, SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword, SyntaxKind.FileKeyword];

    public static void Add(MemberDeclarationSyntax member, SourceEdits edits)
    {
        foreach (var modifier in member.Modifiers.Where(m => Access.Contains(m.Kind())))
        {
            edits.Replace(modifier.Span, "");
        }

        var isFunction = member is MethodDeclarationSyntax;
        var needsStatic = isFunction && !member.Modifiers.Any(SyntaxKind.StaticKeyword);
        var start = member.AttributeLists.Count > 0 ? member.AttributeLists.Last().Span.End : member.SpanStart;
        edits.InsertBefore(start, (isFunction && MayThrow(member) ? NoInlining : "") + (needsStatic ? " public static " : " public "));
        foreach (var modifier in member.DescendantNodes().OfType<MemberDeclarationSyntax>().SelectMany(m => m.Modifiers))
        {
            if (modifier.IsKind(SyntaxKind.InternalKeyword))
            {
                edits.Replace(modifier.Span, IsProtectedInternal(modifier) ? "" : "public");
            }
            else if (modifier.IsKind(SyntaxKind.ProtectedKeyword) && IsProtectedInternal(modifier))
            {
                edits.Replace(modifier.Span, "public");
            }
        }
    }

    /// <summary>A function that is inlined has no frame of its own, and its line would be missing where an exception is shown.</summary>
    private static bool MayThrow(SyntaxNode function) => function.DescendantNodes().Any(n =>
        n is InvocationExpressionSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or ElementAccessExpressionSyntax or CastExpressionSyntax or BaseObjectCreationExpressionSyntax
        || n.IsKind(SyntaxKind.DivideExpression) || n.IsKind(SyntaxKind.ModuloExpression));

    private static bool IsProtectedInternal(SyntaxToken modifier) =>
        modifier.Parent is MemberDeclarationSyntax member
        && member.Modifiers.Any(SyntaxKind.ProtectedKeyword) && member.Modifiers.Any(SyntaxKind.InternalKeyword);
}
