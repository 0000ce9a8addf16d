using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Stet.Language.Parsing;

/// <summary>
/// The forms of a formula: <c>name =&gt; expression;</c>, which C# reads as a lambda that stands alone, and <c>type name =&gt; expression;</c>, which it
/// reads as a property.
/// </summary>
/// <param name="Type">Null where the type is the expression's.</param>
/// <param name="Body">An expression, or a block that returns the value.</param>
internal sealed record FormulaSyntax(SyntaxToken Name, TypeSyntax? Type, SyntaxToken Arrow, CSharpSyntaxNode Body, SyntaxToken Semicolon)
{
    /// <summary>Whether the value is what the expression awaits.</summary>
    public bool Awaits { get; } = Body.DescendantNodesAndSelf(n => n is not AnonymousFunctionExpressionSyntax and not LocalFunctionStatementSyntax).Any(n =>
        n is AwaitExpressionSyntax or CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } or UsingStatementSyntax { AwaitKeyword.RawKind: not 0 }
            or LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not 0 });

    /// <summary>From its first word to the body.</summary>
    public TextSpan Head(MemberDeclarationSyntax member) => TextSpan.FromBounds(member.SpanStart, Arrow.Span.End);

    /// <summary>Null for what is no formula.</summary>
    public static FormulaSyntax? Of(MemberDeclarationSyntax member) => member switch
    {
        GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: SimpleLambdaExpressionSyntax { Modifiers.Count: 0, Parameter.Type: null } lambda } statement } =>
            new(lambda.Parameter.Identifier, null, lambda.ArrowToken, lambda.Body, statement.SemicolonToken),
        PropertyDeclarationSyntax { ExpressionBody: { } body, Initializer: null, ExplicitInterfaceSpecifier: null } property =>
            new(property.Identifier, IsWord(property.Type, "async") ? null : property.Type, body.ArrowToken, body.Expression, property.SemicolonToken),
        _ => null,
    };

    /// <summary><c>async total =&gt; await f()</c> reads as a property of a type called async.</summary>
    private static bool IsWord(TypeSyntax type, string word) => type is IdentifierNameSyntax name && name.Identifier.ValueText == word;
}
