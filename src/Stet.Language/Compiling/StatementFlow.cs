using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stet.Language.Compiling;

/// <summary>
/// What one statement reads and assigns. The compiler's flow analysis goes through the whole method for each statement that it is asked for, so that a submission of
/// many would cost the square of them: where nothing but plain values are read and at most one local is assigned, it is read off instead. Held by <c>StatementFlowTests</c>,
/// which compare the two.
/// </summary>
/// <param name="Assigns">Those that it assigns in any case, when it ends.</param>
internal sealed record StatementFlow(IReadOnlyList<ILocalSymbol> Reads, IReadOnlyList<ILocalSymbol> Writes, IReadOnlyList<ILocalSymbol> Assigns)
{
    public static StatementFlow Of(SemanticModel model, StatementSyntax statement) => Plain(model, statement) ?? Of(model.AnalyzeDataFlow(statement)!);

    public static StatementFlow Of(DataFlowAnalysis flow) =>
        new([.. flow.ReadInside.OfType<ILocalSymbol>()], [.. flow.WrittenInside.OfType<ILocalSymbol>()], [.. flow.AlwaysAssigned.OfType<ILocalSymbol>()]);

    /// <summary>Null where it takes the compiler's analysis.</summary>
    public static StatementFlow? Plain(SemanticModel model, StatementSyntax statement)
    {
        var (target, values) = statement switch
        {
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax left } assignment } => (model.GetSymbolInfo(left).Symbol, [assignment.Right]),
            LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables: [{ Initializer.Value: { } value } declared] } => (model.GetDeclaredSymbol(declared), [value]),
            _ => ((ISymbol?)null, (ExpressionSyntax[])[]),
        };
        if (target is not ILocalSymbol { IsRef: false } local || !values.All(v => v.DescendantNodesAndSelf().All(n => IsPlain(model, n))))
        {
            return null;
        }

        var reads = values.SelectMany(v => v.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>().Select(n => model.GetSymbolInfo(n).Symbol).OfType<ILocalSymbol>();
        return new([.. reads.Distinct<ILocalSymbol>(SymbolEqualityComparer.Default).OrderBy(r => r.Locations[0].SourceSpan.Start)], [local], [local]);
    }

    private static bool IsPlain(SemanticModel model, SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } => false,
        InvocationExpressionSyntax call => !IsChangeable(model, call.Expression),
        MemberAccessExpressionSyntax access => access.IsKind(SyntaxKind.SimpleMemberAccessExpression) && !IsChangeable(model, access.Expression),
        ElementAccessExpressionSyntax access => !IsChangeable(model, access.Expression),
        ArgumentSyntax argument => argument.RefKindKeyword.RawKind == 0,
        PrefixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.UnaryMinusExpression or SyntaxKind.UnaryPlusExpression or SyntaxKind.LogicalNotExpression or SyntaxKind.BitwiseNotExpression,
        BinaryExpressionSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax or ConditionalExpressionSyntax or TypeOfExpressionSyntax or TypeSyntax => true,
        ArgumentListSyntax or BracketedArgumentListSyntax or TypeArgumentListSyntax or NameColonSyntax or ArrayRankSpecifierSyntax or ObjectCreationExpressionSyntax { Initializer: null } => true,
        ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ArrayInitializerExpression } or CollectionExpressionSyntax or ExpressionElementSyntax => true,
        InterpolatedStringExpressionSyntax or InterpolatedStringContentSyntax or InterpolationAlignmentClauseSyntax or InterpolationFormatClauseSyntax => true,
        _ => false,
    };

    /// <summary>A local whose members may change it: it holds the value itself.</summary>
    private static bool IsChangeable(SemanticModel model, ExpressionSyntax receiver) => receiver switch
    {
        ParenthesizedExpressionSyntax inner => IsChangeable(model, inner.Expression),
        IdentifierNameSyntax name => model.GetSymbolInfo(name).Symbol is ILocalSymbol { Type.IsReferenceType: false },
        _ => false,
    };
}
