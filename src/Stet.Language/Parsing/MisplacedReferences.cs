using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;
using Severity = Stet.Model.Severity;

namespace Stet.Language.Parsing;

/// <summary>
/// References where they mean nothing. Said plainly, before the compiler makes something else of them.
/// </summary>
internal static partial class MisplacedReferences
{
    public static IEnumerable<Model.Diagnostic> In(UserText text, CompilationUnitSyntax root) => References(text, root);

    /// <summary>References below the first line of code would otherwise be taken as directives that mean nothing here.</summary>
    private static IEnumerable<Model.Diagnostic> References(UserText text, CompilationUnitSyntax root) =>
        root.DescendantTrivia(descendIntoTrivia: false)
            .Where(t => t.IsDirective && Reference().IsMatch(t.ToString()))
            .Select(t => text.At(new(t.SpanStart, t.ToString().TrimEnd().Length), Severity.Error, "STET0004", "References stand at the top, before all code."));

    [GeneratedRegex(@"^#\s*(:|r\b|load\b)")]
    private static partial Regex Reference();
}
