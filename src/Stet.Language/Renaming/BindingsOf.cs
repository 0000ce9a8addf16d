using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stet.Language.Renaming;

/// <summary>All that a piece of syntax binds to, by name or by what C# looks for itself.</summary>
internal static class BindingsOf
{
    public static string Node(SyntaxNode node, SemanticModel model, Meaning meaning) => node switch
    {
        IdentifierNameSyntax { Parent: NameEqualsSyntax { Parent: UsingDirectiveSyntax } } => "",
        SimpleNameSyntax name => meaning.Of(model.GetSymbolInfo(name)),
        ForEachStatementSyntax loop => Loop(model.GetForEachStatementInfo(loop), meaning),
        ForEachVariableStatementSyntax loop => Loop(model.GetForEachStatementInfo(loop), meaning) + Parts(model.GetDeconstructionInfo(loop), meaning),
        AwaitExpressionSyntax wait => meaning.Of(model.GetAwaitExpressionInfo(wait).GetAwaiterMethod) + meaning.Of(model.GetAwaitExpressionInfo(wait).GetResultMethod),
        AssignmentExpressionSyntax { Left: TupleExpressionSyntax or DeclarationExpressionSyntax } assignment => Parts(model.GetDeconstructionInfo(assignment), meaning),
        AssignmentExpressionSyntax or BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => Whole((ExpressionSyntax)node, model, meaning),
        InvocationExpressionSyntax or ElementAccessExpressionSyntax or BaseObjectCreationExpressionSyntax or CastExpressionSyntax => Whole((ExpressionSyntax)node, model, meaning),
        ConstructorInitializerSyntax call => meaning.Of(model.GetSymbolInfo(call)),
        PrimaryConstructorBaseTypeSyntax call => meaning.Of(model.GetSymbolInfo(call)),
        QueryClauseSyntax clause => meaning.Of(model.GetQueryClauseInfo(clause).OperationInfo) + meaning.Of(model.GetQueryClauseInfo(clause).CastInfo),
        SelectOrGroupClauseSyntax clause => meaning.Of(model.GetSymbolInfo(clause)),
        OrderingSyntax ordering => meaning.Of(model.GetSymbolInfo(ordering)),
        PatternSyntax { RawKind: (int)SyntaxKind.RecursivePattern } pattern => meaning.Of(model.GetSymbolInfo(pattern)),
        CollectionExpressionSyntax collection => (model.GetOperation(collection) as Microsoft.CodeAnalysis.Operations.ICollectionExpressionOperation)?.ConstructMethod is { } made ? meaning.Of(made) : "",
        _ => "",
    };

    private static string Whole(ExpressionSyntax node, SemanticModel model, Meaning meaning)
    {
        var added = node.Parent is InitializerExpressionSyntax { RawKind: (int)SyntaxKind.CollectionInitializerExpression } ? meaning.Of(model.GetCollectionInitializerSymbolInfo(node)) : "";
        var converted = model.GetConversion(node) is { IsUserDefined: true } conversion ? meaning.Of(conversion.MethodSymbol) : "";
        return meaning.Of(model.GetSymbolInfo(node)) + added + converted;
    }

    private static string Loop(ForEachStatementInfo loop, Meaning meaning) =>
        $"{meaning.Of(loop.GetEnumeratorMethod)} {meaning.Of(loop.MoveNextMethod)} {meaning.Of(loop.CurrentProperty)} {meaning.Of(loop.DisposeMethod)}";

    private static string Parts(DeconstructionInfo parts, Meaning meaning) =>
        meaning.Of(parts.Method) + string.Concat(parts.Nested.Select(nested => Parts(nested, meaning)));
}
