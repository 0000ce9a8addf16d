using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;

namespace Stet.Language.Compiling;

/// <summary>What the relaxations of the language allow of a top-level statement.</summary>
internal static class StatementEnds
{
    /// <summary>Where a semicolon was left out; null where there is one.</summary>
    public static int? MissingSemicolon(MemberDeclarationSyntax statement)
    {
        var semicolon = statement switch
        {
            FieldDeclarationSyntax field => field.SemicolonToken,
            MethodDeclarationSyntax { ExpressionBody: not null } method => method.SemicolonToken,
            DelegateDeclarationSyntax declared => declared.SemicolonToken,
            PropertyDeclarationSyntax { ExpressionBody: not null } formula => formula.SemicolonToken,
            GlobalStatementSyntax { Statement: ExpressionStatementSyntax expression } => expression.SemicolonToken,
            GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax local } => local.SemicolonToken,
            GlobalStatementSyntax { Statement: var other } => other.GetLastToken(includeZeroWidth: true),
            _ => default,
        };
        return semicolon.IsKind(SyntaxKind.SemicolonToken) && semicolon.IsMissing ? semicolon.GetPreviousToken().Span.End : null;
    }

    /// <summary>Whether the value of the statement is shown: an expression or declaration without its semicolon.</summary>
    public static bool ShowsValue(MemberDeclarationSyntax statement) =>
        MissingSemicolon(statement) is not null
        && statement is (FieldDeclarationSyntax or GlobalStatementSyntax { Statement: ExpressionStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } });

    /// <summary>The target of a statement of the form <c>name = expression</c>.</summary>
    public static IdentifierNameSyntax? AssignedName(MemberDeclarationSyntax statement) =>
        statement is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment } }
        && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && name.Identifier.ValueText != "_"
            ? name : null;

    /// <summary>A variable of the workspace is neither const nor public nor static: such words are accepted and mean nothing.</summary>
    public static void RemoveModifiers(MemberDeclarationSyntax statement, SourceEdits edits)
    {
        var modifiers = statement switch
        {
            FieldDeclarationSyntax field => field.Modifiers,
            GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax local } => local.Modifiers,
            _ => default,
        };
        foreach (var modifier in modifiers)
        {
            edits.Replace(modifier.Span, "");
        }
    }
}
