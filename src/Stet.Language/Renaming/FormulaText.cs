using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Stet.Language.Parsing;
using Stet.Language.Text;

namespace Stet.Language.Renaming;

/// <summary>A formula as a property, so that its name and what it names can be bound.</summary>
internal static class FormulaText
{
    /// <param name="type">What it is known to be; null where it does not compile.</param>
    public static void Add(FormulaSyntax formula, MemberDeclarationSyntax node, string? type, SourceEdits edits)
    {
        var known = formula.Type?.ToString() ?? type ?? "object?";
        if (formula.Type is not null || node.SpanStart == formula.Name.SpanStart)
        {
            edits.InsertBefore(node.SpanStart, formula.Type is null ? $"public static {known} " : "public static ");
        }
        else
        {
            edits.Replace(TextSpan.FromBounds(node.SpanStart, formula.Name.SpanStart), $"public static {known} "); // It stands after the word async.
        }

        if (formula.Awaits || formula.Body is BlockSyntax)
        {
            var isBlock = formula.Body is BlockSyntax;
            edits.Replace(formula.Arrow.Span, $"=> default!; internal static {(formula.Awaits ? "async global::System.Threading.Tasks.Task<object?>" : known)} __formula() {(isBlock ? "" : "=>")}");
            edits.Replace(formula.Semicolon.Span, isBlock ? "" : ";");
        }
    }
}
