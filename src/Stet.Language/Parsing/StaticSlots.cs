using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;

namespace Stet.Language.Parsing;

/// <summary>A static field, automatic property or event of a type: a place where a value lives.</summary>
/// <param name="Node">The declarator of a field or event, or the property.</param>
/// <param name="Value">Its initialiser.</param>
/// <param name="Former">Its <c>[Formerly]</c> attributes, as they are written.</param>
internal sealed record StaticSlot(string Name, string Type, SyntaxNode Node, ExpressionSyntax? Value, bool IsReadOnly, string Former)
{
    /// <summary>
    /// What must be as it was for a kept value to count. Empty where any kept value does. A read-only slot is what its initialiser says: where that makes a new object, which is
    /// then filled, the text of the initialiser decides; any other result is derived, and all code that it comes from decides.
    /// </summary>
    public string Stamp => !IsReadOnly || Value is null ? "" : MakesObject(Value) ? new HashBuilder().Add(Value.NormalizeWhitespace().ToFullString()).ToHash().ToString() : OfCode;

    /// <summary>The stamp of a slot that all code decides about.</summary>
    public const string OfCode = "*";

    private static bool MakesObject(ExpressionSyntax value) => value is BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax
        or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax or InitializerExpressionSyntax or AnonymousObjectCreationExpressionSyntax;
}

/// <summary>Finds the static places of a type that hold values. Constants hold none, those of a thread are not of the workspace, and a property that computes itself is derived.</summary>
public static class StaticSlots
{
    /// <summary>Names and types of all static places of a definition, those of nested types included; empty where there are none.</summary>
    public static string TextOf(Definition type) =>
        type.Kind != DefinitionKind.Type || !type.Parts.Any(p => p.Text.Contains("static", StringComparison.Ordinal)) ? ""
            : string.Join('\n', type.Parts.SelectMany(p => CSharpSyntaxTree.ParseText(p.Text, InputParser.ScriptOptions).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
                .SelectMany(t => Of(t).Select(s => $"{t.Identifier}.{s.Name}: {s.Type} {s.Former}")));

    internal static IReadOnlyList<StaticSlot> Of(TypeDeclarationSyntax type) => [.. type.Members.Where(IsStatic).SelectMany(In)];

    private static bool IsStatic(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(SyntaxKind.StaticKeyword) && !member.Modifiers.Any(m => m.Kind() is SyntaxKind.AbstractKeyword or SyntaxKind.ExternKeyword)
        && !member.AttributeLists.SelectMany(a => a.Attributes).Any(a => a.Name.ToString().Split('.')[^1] is "ThreadStatic" or "ThreadStaticAttribute");

    private static IEnumerable<StaticSlot> In(MemberDeclarationSyntax member) => member switch
    {
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(v => new StaticSlot(
            v.Identifier.ValueText, TypeOf(field.Declaration.Type), v, v.Initializer?.Value, field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword), Former(field))),
        PropertyDeclarationSyntax { AccessorList: { } accessors } property when IsStored(accessors) => [new(
            property.Identifier.ValueText, TypeOf(property.Type), property, property.Initializer?.Value,
            accessors.Accessors is [{ RawKind: (int)SyntaxKind.GetAccessorDeclaration }], Former(property))],
        _ => [],
    };

    /// <summary>It has a place of its own that something else than its getter fills.</summary>
    private static bool IsStored(AccessorListSyntax list) =>
        list.Accessors.Any(a => a.Body is null && a.ExpressionBody is null)
        || list.Accessors.Count > 1 && list.DescendantNodes().OfType<FieldExpressionSyntax>().Any();

    private static string TypeOf(TypeSyntax type) => type.NormalizeWhitespace("", " ").ToString();

    private static string Former(MemberDeclarationSyntax member) => string.Concat(
        member.AttributeLists.SelectMany(a => a.Attributes).Where(a => a.Name.ToString().Split('.')[^1] is "Formerly" or "FormerlyAttribute").Select(a => $"[{a.NormalizeWhitespace()}] "));
}
