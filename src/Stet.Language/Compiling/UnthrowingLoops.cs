using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stet.Language.Compiling;

/// <summary>
/// Loops that can only be left by their end or by a poll: nothing in them throws. They compute with locals of primitive types, without integer
/// division, checked arithmetic, elements, members or calls other than those of <see cref="Math"/> that have an answer for every argument.
/// </summary>
internal sealed class UnthrowingLoops(SubmissionBinding binding, VariablePlacement placement)
{
    private static readonly HashSet<string> TotalMathFunctions =
    [
        "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "BitIncrement", "BitDecrement", "Cbrt", "Ceiling", "CopySign", "Cos", "Cosh", "Exp", "Floor",
        "FusedMultiplyAdd", "IEEERemainder", "Log", "Log10", "Log2", "Max", "Min", "Pow", "Sin", "Sinh", "Sqrt", "Tan", "Tanh", "Truncate",
    ];

    /// <summary>The loops of the user's text, outermost only.</summary>
    public HashSet<SyntaxNode> Find()
    {
        var found = new HashSet<SyntaxNode>();
        for (var i = 0; i < binding.Bound.Length; i++)
        {
            foreach (var loop in binding.Bound[i].DescendantNodesAndSelf(n => !IsUnthrowing(n)).Where(IsUnthrowing))
            {
                if (InText(loop, i) is { } own)
                {
                    found.Add(own);
                }
            }
        }

        return found;
    }

    private bool IsUnthrowing(SyntaxNode node) => node is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax && Statement((StatementSyntax)node);

    private bool Statement(StatementSyntax? node) => node switch
    {
        null or EmptyStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax => true,
        BlockSyntax block => block.Statements.All(Statement),
        ExpressionStatementSyntax own => Expression(own.Expression),
        LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } local => Declaration(local.Declaration),
        IfStatementSyntax choice => Expression(choice.Condition) && Statement(choice.Statement) && Statement(choice.Else?.Statement),
        WhileStatementSyntax loop => Expression(loop.Condition) && Statement(loop.Statement),
        DoStatementSyntax loop => Expression(loop.Condition) && Statement(loop.Statement),
        ForStatementSyntax loop => Declaration(loop.Declaration) && loop.Initializers.All(Expression)
            && (loop.Condition is null || Expression(loop.Condition)) && loop.Incrementors.All(Expression) && Statement(loop.Statement),
        _ => false,
    };

    private bool Declaration(VariableDeclarationSyntax? declaration) =>
        declaration is null || declaration.Variables.All(v => v.Initializer is { Value: var value } && IsPrimitive(value) && Expression(value));

    private bool Expression(ExpressionSyntax node) => node switch
    {
        LiteralExpressionSyntax => IsPrimitive(node),
        IdentifierNameSyntax name => IsPrimitive(node) && binding.Model.GetSymbolInfo(name).Symbol is ILocalSymbol { IsRef: false } local && !placement.IsInSlot(local),
        ParenthesizedExpressionSyntax inner => Expression(inner.Expression),
        PrefixUnaryExpressionSyntax unary => IsPrimitive(node) && Expression(unary.Operand),
        PostfixUnaryExpressionSyntax unary => IsPrimitive(node) && Expression(unary.Operand),
        BinaryExpressionSyntax binary => IsPrimitive(node) && !MayDivideByZero(binary) && Expression(binary.Left) && Expression(binary.Right),
        AssignmentExpressionSyntax assignment => IsPrimitive(assignment.Left) && !MayDivideByZero(assignment) && Expression(assignment.Left) && Expression(assignment.Right),
        CastExpressionSyntax cast => IsPrimitive(node) && Expression(cast.Expression),
        ConditionalExpressionSyntax choice => IsPrimitive(node) && Expression(choice.Condition) && Expression(choice.WhenTrue) && Expression(choice.WhenFalse),
        InvocationExpressionSyntax call => IsTotal(call) && call.ArgumentList.Arguments.All(a => a.RefKindKeyword.RawKind == 0 && Expression(a.Expression)),
        _ => false,
    };

    private bool IsTotal(InvocationExpressionSyntax call) =>
        binding.Model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType: { Name: "Math", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } method
        && (TotalMathFunctions.Contains(method.Name) || (method.Name == "Abs" && IsFloating(method.ReturnType)))
        && IsPrimitive(call);

    private bool MayDivideByZero(SyntaxNode node) =>
        node.Kind() is SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression or SyntaxKind.DivideAssignmentExpression or SyntaxKind.ModuloAssignmentExpression
        && !IsFloating(binding.Model.GetTypeInfo(node).Type);

    /// <summary>Numbers other than decimal, characters and truth values, before and after the conversion that the place asks for.</summary>
    private bool IsPrimitive(ExpressionSyntax node)
    {
        var type = binding.Model.GetTypeInfo(node);
        return IsPrimitive(type.Type) && IsPrimitive(type.ConvertedType);
    }

    private static bool IsPrimitive(ITypeSymbol? type) =>
        type is { SpecialType: (>= SpecialType.System_Boolean and <= SpecialType.System_UInt64) or SpecialType.System_Single or SpecialType.System_Double };

    private static bool IsFloating(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Single or SpecialType.System_Double };

    private SyntaxNode? InText(SyntaxNode bound, int index) =>
        binding.Source.Origin(bound.GetFirstToken().Span)?.Span.Start is { } start
            ? binding.Statements[index].Node.SyntaxTree.GetRoot().FindToken(start).Parent?.AncestorsAndSelf().FirstOrDefault(n => n.RawKind == bound.RawKind && n.SpanStart == start)
            : null;
}
