using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;
using Severity = Stet.Model.Severity;

namespace Stet.Language.Parsing;

/// <summary>
/// What the language of Stet has and this version has not: shell lines. Said plainly, before the compiler makes
/// something else of it.
/// </summary>
internal static partial class NotInThisVersion
{
    public static IEnumerable<Model.Diagnostic> In(UserText text, CompilationUnitSyntax root) =>
        IsShellLine(text.Content) ? [ShellLine(text, 0, text.Content.Length)] : Members(text, root.Members).Concat(References(text, root));

    /// <summary>The whole input is meant for a shell: <c>!ls *.csv</c>, <c>files = !ls *.csv</c>.</summary>
    public static bool IsShellLine(string code) =>
        code.TrimStart().StartsWith('!') || (Captured().IsMatch(code) && InputParser.ErrorsIn(InputParser.TreeOf(code)).Any());

    private static IEnumerable<Model.Diagnostic> Members(UserText text, SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var member in members)
        {
            if (member is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } } })
            {
                yield return ShellLine(text, member.SpanStart, member.Span.Length);
            }
        }
    }

    private static Model.Diagnostic ShellLine(UserText text, int start, int length) => text.At(
        new(start, length), Severity.Error, "STET0005", "A line that starts with '!' is for the shell, and shell lines are not in this version. In C#, put a negation in parentheses: (!x).");

    /// <summary>References below the first line of code would otherwise be taken as directives that mean nothing here.</summary>
    private static IEnumerable<Model.Diagnostic> References(UserText text, CompilationUnitSyntax root) =>
        root.DescendantTrivia(descendIntoTrivia: false)
            .Where(t => t.IsDirective && Reference().IsMatch(t.ToString()))
            .Select(t => text.At(new(t.SpanStart, t.ToString().TrimEnd().Length), Severity.Error, "STET0004", "References stand at the top, before all code."));

    [GeneratedRegex(@"^\s*[\p{L}_][\p{L}\p{N}_]*\s*=\s*!")]
    private static partial Regex Captured();

    [GeneratedRegex(@"^#\s*(:|r\b|load\b)")]
    private static partial Regex Reference();
}
