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
        edits.Insert(start, needsStatic ? " public static " : " public ");
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

    private static bool IsProtectedInternal(SyntaxToken modifier) =>
        modifier.Parent is MemberDeclarationSyntax member
        && member.Modifiers.Any(SyntaxKind.ProtectedKeyword) && member.Modifiers.Any(SyntaxKind.InternalKeyword);
}
