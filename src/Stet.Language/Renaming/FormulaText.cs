using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Parsing;
using Stet.Language.Text;

namespace Stet.Language.Renaming;

/// <summary>A formula as a property, so that its name and what it names can be bound.</summary>
internal static class FormulaText
{
    /// <param name="type">What it is known to be; null where it does not compile.</param>
    public static void Add(FormulaSyntax formula, MemberDeclarationSyntax node, string? type, SourceEdits edits)
    {
        var isMethod = formula.Awaits || formula.Body is BlockSyntax;
        var known = formula.Type?.ToString() ?? type ?? "object?";
        if (isMethod)
        {
            edits.Replace(formula.Head(node), $"public static {known} @{formula.Name.ValueText} => default!; internal static {(formula.Awaits ? "async global::System.Threading.Tasks.Task<object?>" : known)} __formula() {(formula.Body is BlockSyntax ? "" : "=>")}");
            edits.Replace(formula.Semicolon.Span, formula.Body is BlockSyntax ? "" : ";");
        }
        else if (formula.Type is null)
        {
            edits.InsertBefore(node.SpanStart, $"public static {known} ");
        }
        else
        {
            edits.InsertBefore(node.SpanStart, "public static ");
        }
    }
}
