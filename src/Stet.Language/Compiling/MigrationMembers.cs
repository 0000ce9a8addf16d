using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Compiling;

/// <summary>
/// Adds to a type, for each member with an initialiser, a method that gives the initial value: so that a value made before the member existed gets it
/// without a constructor being run, and a member that is computed from others can be computed again.
/// </summary>
internal static class MigrationMembers
{
    /// <param name="variables">Names of workspace variables: an initialiser that mentions one is left alone.</param>
    public static void Add(MemberDeclarationSyntax node, IReadOnlySet<string> variables, SourceEdits edits)
    {
        foreach (var type in node.DescendantNodesAndSelf().OfType<TypeDeclarationSyntax>())
        {
            if (type is InterfaceDeclarationSyntax or ExtensionBlockDeclarationSyntax || type.CloseBraceToken.Span.Length == 0
                || type.Modifiers.Any(m => m.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.RefKeyword))
            {
                continue;
            }

            var text = string.Concat(Members(type).Select(m => Method(type, m, variables)));
            if (text.Length > 0)
            {
                edits.InsertBefore(type.CloseBraceToken.SpanStart, text);
            }
        }
    }

    private static IEnumerable<Slot> Members(TypeDeclarationSyntax type)
    {
        foreach (var member in type.Members.Where(m => !m.Modifiers.Any(x => x.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.ConstKeyword or SyntaxKind.AbstractKeyword)))
        {
            var isMarked = member.AttributeLists.SelectMany(a => a.Attributes).Any(a => a.Name.ToString().Split('.')[^1] is "Derived" or "DerivedAttribute");
            if (member is PropertyDeclarationSyntax property)
            {
                var isGetOnly = property.AccessorList?.Accessors is [{ RawKind: (int)SyntaxKind.GetAccessorDeclaration }];
                yield return new(property.Identifier.ValueText, property.Type, property.Initializer?.Value, isGetOnly, isMarked || AssignsItself(property));
            }
            else if (member is FieldDeclarationSyntax field)
            {
                foreach (var variable in field.Declaration.Variables)
                {
                    yield return new(variable.Identifier.ValueText, field.Declaration.Type, variable.Initializer?.Value, false, isMarked);
                }
            }
        }
    }

    /// <summary>A property without a setter that fills its own field when it is read.</summary>
    private static bool AssignsItself(PropertyDeclarationSyntax property) =>
        (property.AccessorList?.Accessors.All(a => a.IsKind(SyntaxKind.GetAccessorDeclaration)) ?? true)
        && property.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(a => a.Left.IsKind(SyntaxKind.FieldExpression));

    private static string Method(TypeDeclarationSyntax type, Slot slot, IReadOnlySet<string> variables)
    {
        if (slot.Value is null)
        {
            return slot.IsMarked ? $" private static void {HiddenMembers.Lazy}{slot.Name}() {{ }}" : "";
        }

        var names = slot.Value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(n => n.Parent is not MemberAccessExpressionSyntax access || access.Expression == n).ToList();
        var parameters = names.Where(n => type.ParameterList?.Parameters.Any(p => p.Identifier.ValueText == n.Identifier.ValueText) == true).ToList();
        if (names.Any(n => variables.Contains(n.Identifier.ValueText)) || parameters.Any(p => string.Equals(p.Identifier.ValueText, slot.Name, StringComparison.OrdinalIgnoreCase))
            || Substituted(type, slot.Value, parameters) is not { } value || OnOneLine(value) is not { } text)
        {
            return "";
        }

        var isDerived = slot.IsMarked || (parameters.Count > 0 && slot.IsGetOnly && !Allocates(slot.Value));
        var (modifiers, prefix) = isDerived ? ("", HiddenMembers.Derived) : parameters.Count > 0 ? ("", HiddenMembers.InstanceInitialiser) : ("static ", HiddenMembers.Initialiser);
        return $" private {modifiers}{slot.Type} {prefix}{slot.Name}() => {text};";
    }

    /// <summary>A new array or collection is something to be filled, not a result.</summary>
    private static bool Allocates(ExpressionSyntax value) => value is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax
        or InitializerExpressionSyntax or ImplicitObjectCreationExpressionSyntax or ObjectCreationExpressionSyntax { Type: GenericNameSyntax };

    /// <summary>
    /// The initialiser with members in the place of constructor parameters: those of a record are its properties; those of a class are the members that hold just the parameter.
    /// Null where there is none.
    /// </summary>
    private static ExpressionSyntax? Substituted(TypeDeclarationSyntax type, ExpressionSyntax value, List<IdentifierNameSyntax> parameters)
    {
        if (type is RecordDeclarationSyntax || parameters.Count == 0)
        {
            return value;
        }

        var holders = Members(type).Where(m => m.Value is IdentifierNameSyntax).GroupBy(m => ((IdentifierNameSyntax)m.Value!).Identifier.ValueText).ToDictionary(g => g.Key, g => g.First().Name);
        return parameters.All(p => holders.ContainsKey(p.Identifier.ValueText))
            ? value.ReplaceNodes(parameters, (p, _) => SyntaxFactory.ParseExpression($"this.{holders[p.Identifier.ValueText]}"))
            : null;
    }

    private static string? OnOneLine(ExpressionSyntax value)
    {
        var array = value is InitializerExpressionSyntax;
        var text = value.ReplaceTokens(value.DescendantTokens(), (token, _) => token.Kind() is SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.StringLiteralToken
                ? SyntaxFactory.Literal(token.ValueText) : token)
            .NormalizeWhitespace("", " ").ToString();
        return array || text.Contains('\n', StringComparison.Ordinal) || text.Contains("//", StringComparison.Ordinal) ? null : text;
    }

    private sealed record Slot(string Name, TypeSyntax Type, ExpressionSyntax? Value, bool IsGetOnly, bool IsMarked);
}
