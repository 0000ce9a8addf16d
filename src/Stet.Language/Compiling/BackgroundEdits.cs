using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Stet.Language.Text;

namespace Stet.Language.Compiling;

/// <summary>
/// Makes known what goes on after a submission: <c>Task.Run(Work)</c> becomes <c>Task.Run(Background.Of((Action)(Work)))</c>, whether a function's name, a lambda or a variable is handed over, and a
/// timer is watched from where it is made.
/// </summary>
internal static class BackgroundEdits
{
    private const string Runtime = "global::Stet.Runtime.Background";

    private static readonly HashSet<string> Starters = ["Task", "TaskFactory", "Thread", "ThreadPool", "Timer"];

    private static readonly HashSet<string> Delegates = ["Action", "Func", "WaitCallback", "ThreadStart", "ParameterizedThreadStart", "TimerCallback", "ElapsedEventHandler"];

    /// <summary>Whether code may start something, seen from its text alone.</summary>
    public static bool MayConcern(SyntaxNode code) => code.DescendantTokens().Any(t => Starters.Contains(t.ValueText) || t.ValueText is "ContinueWith" or "Elapsed");

    /// <param name="originOf">Where a piece of the bound code is in the user's text; null where it is not.</param>
    public static void Add(SemanticModel model, SyntaxNode code, Func<TextSpan, TextSpan?> originOf, SourceEdits edits)
    {
        foreach (var expression in code.DescendantNodes().OfType<ExpressionSyntax>())
        {
            if (Wrapping(model, expression) is { } opening && originOf(expression.Span) is { Length: > 0 } span)
            {
                edits.InsertBefore(span.Start, opening);
                edits.Insert(span.End, opening[^1] == '(' && opening.Contains("Of(", StringComparison.Ordinal) ? "))" : ")");
            }
        }
    }

    private static string? Wrapping(SemanticModel model, ExpressionSyntax expression) =>
        IsHandedOver(model, expression) && model.GetTypeInfo(expression).ConvertedType is INamedTypeSymbol { TypeKind: TypeKind.Delegate } type
            && Delegates.Contains(type.Name) && TypeText.CanBeVariable(type, out _) ? $"{Runtime}.Of(({TypeText.Of(type)})("
        : expression is BaseObjectCreationExpressionSyntax && model.GetTypeInfo(expression).Type is { Name: "Timer" } timer && IsOfThreads(timer) ? $"{Runtime}.Watch<{TypeText.Of(timer)}>("
        : null;

    private static bool IsHandedOver(SemanticModel model, ExpressionSyntax expression) => expression.Parent switch
    {
        ArgumentSyntax { Parent.Parent: ExpressionSyntax call } => model.GetSymbolInfo(call).Symbol?.ContainingType is { } starter && Starters.Contains(starter.Name) && IsOfThreads(starter),
        AssignmentExpressionSyntax { OperatorToken.Text: "+=" } subscription when subscription.Right == expression =>
            model.GetSymbolInfo(subscription.Left).Symbol is IEventSymbol { ContainingType: { Name: "Timer" } timer } && IsOfThreads(timer),
        _ => false,
    };

    private static bool IsOfThreads(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() is "System.Threading" or "System.Threading.Tasks" or "System.Timers";
}
