using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;

namespace Stet.Language.Compiling.Memos;

/// <summary>A function marked <c>[Memo]</c>, before it is compiled.</summary>
/// <param name="Number">Among those of its definition.</param>
internal sealed record MemoFunction(PartSource Part, MethodDeclarationSyntax Node, AttributeSyntax Mark, int Number)
{
    private const string Attribute = "Memo";

    /// <summary>What the user's own method is called; code that calls the function gets <see cref="MemoEdits"/>' method, which asks for a kept result first.</summary>
    public string Body => $"__memo{Number}_{Node.Identifier.ValueText}";

    public string Site => $"__memo{Number}";

    /// <summary>Null where the mark says something else than true or false.</summary>
    public bool? AssumesPure => Mark.ArgumentList?.Arguments switch
    {
        null or [] => false,
        [{ NameEquals: null, Expression.RawKind: (int)SyntaxKind.TrueLiteralExpression }] => true,
        [{ NameEquals: null, Expression.RawKind: (int)SyntaxKind.FalseLiteralExpression }] => false,
        _ => null,
    };

    /// <summary>How it is told from all others of the workspace: <c>Fib(int)</c>, <c>Geo.Shape.Area(Circle)</c>.</summary>
    public string Name
    {
        get
        {
            var types = Node.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().Select(t => t.Identifier.ValueText);
            var path = string.Join('.', (Part.Part.Namespace.Length > 0 ? [Part.Part.Namespace] : Array.Empty<string>()).Concat(types).Append(Node.Identifier.ValueText));
            return $"{path}{Node.TypeParameterList?.WithoutTrivia()}({string.Join(", ", Node.ParameterList.Parameters.Select(p => p.Type?.WithoutTrivia().ToString()))})";
        }
    }

    /// <summary>All marks in a piece of syntax, wherever they stand.</summary>
    public static IEnumerable<AttributeSyntax> MarksIn(SyntaxNode code) =>
        code.DescendantNodesAndSelf().OfType<AttributeSyntax>().Where(a => LastName(a.Name) is Attribute or Attribute + "Attribute");

    /// <summary>A definition of that name is another attribute than Stet's.</summary>
    public static bool IsHidden(IEnumerable<Definition> definitions) => definitions.Any(d => d.SimpleName == Attribute + "Attribute");

    /// <summary>The function that a mark stands on; null where it stands on something that is none.</summary>
    public static MethodDeclarationSyntax? Marked(AttributeSyntax mark, SyntaxNode part) =>
        mark.Parent is AttributeListSyntax { Target: null, Parent: MethodDeclarationSyntax method }
        && (method == part || method.Modifiers.Any(SyntaxKind.StaticKeyword) && method.Parent is TypeDeclarationSyntax and not ExtensionBlockDeclarationSyntax and not InterfaceDeclarationSyntax) ? method : null;

    private static string LastName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
