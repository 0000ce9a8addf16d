using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Compiling.Formulas;

/// <summary>
/// How a formula is written for the compiler: a static class with the cell that holds its value, a property by which code reads it, and a method that
/// computes it, whose body is the user's own text.
/// </summary>
internal static class FormulaSource
{
    public const string Method = "__formula";

    /// <summary>Stands for a type that is not known yet while the types of others are looked for.</summary>
    public const string UnknownType = "global::Stet.Runtime.Formulas.UnknownFormula";

    private const string Runtime = "global::Stet.Runtime.Formulas.";
    private const string Task = "global::System.Threading.Tasks.Task";

    /// <summary>The members beside the method, on one line.</summary>
    public static string Members(PartSource part, bool binding)
    {
        var (name, type) = (part.Definition.SimpleName, part.FormulaType ?? UnknownType);
        return binding
            ? $"public static {type} @{name} => default!; "
            : $"internal static readonly {Runtime}FormulaCell<{type}> __cell = {Runtime}Cells.Bind<{type}>(typeof({StaticUsings.HolderOf(part.Definition)}), \"{name}\", {Method}); "
                + $"public static {type} @{name} => __cell.Value; ";
    }

    /// <summary>The edits that make the user's text the method.</summary>
    public static SourceEdits MethodEdits(PartSource part, bool binding)
    {
        var edits = new SourceEdits();
        var formula = part.Formula!;
        if (formula.Type is null && binding)
        {
            edits.Replace(formula.Head(part.Node), $"internal static object? {Method}() => {Runtime}FormulaProbe.{(formula.Awaits ? "OfAwaited(async" : "Of(")} () =>");
            edits.Insert(formula.Body.Span.End, ")");
        }
        else
        {
            var isBlock = formula.Body is Microsoft.CodeAnalysis.CSharp.Syntax.BlockSyntax;
            var type = part.FormulaType ?? formula.Type?.ToString() ?? "object?";
            edits.Replace(formula.Head(part.Node), $"internal static {(formula.Awaits ? $"async {Task}<{type}>" : type)} {Method}(){(isBlock ? "" : " =>")}");
            if (isBlock)
            {
                edits.Replace(formula.Semicolon.Span, "");
            }
        }

        return edits;
    }
}
