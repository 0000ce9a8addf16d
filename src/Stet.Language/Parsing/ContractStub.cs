using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;

namespace Stet.Language.Parsing;

/// <summary>A definition without its bodies: enough to compile what calls it, before it is known whether its bodies compile.</summary>
public static class ContractStub
{
    /// <remarks>The type of a formula may be that of its body, so it keeps its body.</remarks>
    public static Definition Of(Definition definition) => definition.Kind == DefinitionKind.Formula ? definition :
        StoredDefinition.Read(definition.Key, definition.Kind, [.. definition.Parts.Select(p => p with { Text = WithoutBodies(p.Text) })]);

    private static string WithoutBodies(string text) =>
        new Emptying().Visit(CSharpSyntaxTree.ParseText(text, InputParser.ScriptOptions).GetRoot())!.ToFullString();

    private sealed class Emptying : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitBlock(BlockSyntax node) => SyntaxFactory.ParseStatement("{ throw null!; }");

        public override SyntaxNode? VisitArrowExpressionClause(ArrowExpressionClauseSyntax node) =>
            node.WithExpression(SyntaxFactory.ParseExpression("throw null!").WithLeadingTrivia(SyntaxFactory.Space));
    }
}
