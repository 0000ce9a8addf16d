using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stet.Language.Renaming;

/// <summary>
/// A member of a tuple or an anonymous object can have its name from the expression it is given: <c>new { day.Price }</c>, <c>(price, 2)</c>. Where that expression
/// gets another name, the member keeps its own, written out: <c>new { Price = day.Cost }</c>, <c>(price: cost, 2)</c>.
/// </summary>
internal static class InferredNames
{
    /// <summary>What must be written, and where, so that the member keeps its name; null where none is inferred from this token.</summary>
    public static (int Position, string Text)? Kept(SyntaxToken token, SemanticModel model)
    {
        SyntaxNode? node = token.Parent;
        while (node?.Parent is MemberAccessExpressionSyntax access && access.Name == node || node?.Parent is MemberBindingExpressionSyntax
            || node?.Parent is ConditionalAccessExpressionSyntax conditional && conditional.WhenNotNull == node)
        {
            node = node.Parent;
        }

        return node?.Parent switch
        {
            ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax tuple } argument when HasName(tuple, argument, token.ValueText, model) =>
                (argument.SpanStart, $"{token.ValueText}: "),
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument when IsAnonymous(call) => (argument.SpanStart, $"{token.ValueText} = "),
            _ => null,
        };
    }

    private static bool HasName(TupleExpressionSyntax tuple, ArgumentSyntax argument, string name, SemanticModel model) =>
        !IsTaken(tuple) && model.GetTypeInfo(tuple).Type is INamedTypeSymbol { IsTupleType: true } type
        && tuple.Arguments.IndexOf(argument) is var index && index < type.TupleElements.Length && type.TupleElements[index].Name == name;

    /// <summary>The tuple stands on the left of an assignment: its parts are places, not members.</summary>
    private static bool IsTaken(TupleExpressionSyntax tuple) => tuple.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == tuple,
        ForEachVariableStatementSyntax loop => loop.Variable == tuple,
        ArgumentSyntax { Parent: TupleExpressionSyntax outer } => IsTaken(outer),
        _ => false,
    };

    /// <summary>An anonymous object is a call of its factory here; its user wrote <c>new { ... }</c>.</summary>
    private static bool IsAnonymous(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Of", Expression: MemberAccessExpressionSyntax { Name: var type } }
        && type.ToString().StartsWith("A_", StringComparison.Ordinal) && call.Expression.ToString().Contains(Compiling.AnonymousTypes.Namespace, StringComparison.Ordinal);
}
