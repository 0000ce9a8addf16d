using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stet.Language.Parsing;

/// <summary>The part of a type's source that decides how its values are laid out.</summary>
internal static class ShapeText
{
    public static string Of(MemberDeclarationSyntax part) => part switch
    {
        EnumDeclarationSyntax type => $"enum {type.BaseList} {string.Join(',', type.Members.Select(m => m.NormalizeWhitespace().ToFullString()))}",
        TypeDeclarationSyntax type => $"{type.Keyword} {type.Identifier}{type.TypeParameterList} {type.BaseList?.NormalizeWhitespace()} {string.Join(' ', type.ConstraintClauses.Select(c => c.NormalizeWhitespace()))} ({PrimaryFields(type)}) {{ {Members(type)} }}",
        _ => "",
    };

    private static string PrimaryFields(TypeDeclarationSyntax type) =>
        string.Join(", ", type.ParameterList?.Parameters.Select(p => $"{p.Type} {p.Identifier}") ?? []);

    private static string Members(TypeDeclarationSyntax type) => string.Join("; ", type.Members.Select(m => m switch
    {
        FieldDeclarationSyntax field when !field.Modifiers.Any(SyntaxKind.StaticKeyword) && !field.Modifiers.Any(SyntaxKind.ConstKeyword) =>
            string.Join(", ", field.Declaration.Variables.Select(v => $"{field.Declaration.Type} {v.Identifier}")),
        EventFieldDeclarationSyntax e => string.Join(", ", e.Declaration.Variables.Select(v => $"{e.Declaration.Type} {v.Identifier}")),
        PropertyDeclarationSyntax property when IsStored(property) => $"{property.Type} {property.Identifier}",
        BaseTypeDeclarationSyntax nested => Of(nested),
        _ => "",
    }).Where(text => text.Length > 0));

    private static bool IsStored(PropertyDeclarationSyntax property) =>
        !property.Modifiers.Any(SyntaxKind.StaticKeyword) && property.AccessorList is { } accessors
        && (accessors.Accessors.Any(a => a.Body is null && a.ExpressionBody is null) || property.ToString().Contains("field", StringComparison.Ordinal));
}
