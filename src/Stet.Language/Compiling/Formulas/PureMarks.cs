using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stet.Language.Compiling.Formulas;

/// <summary>What the user says of the purity of code: <c>pure(...)</c> and <c>impure(...)</c> around an expression.</summary>
internal static class PureMarks
{
    /// <summary>"pure" or "impure" where the whole expression is marked so; empty otherwise.</summary>
    public static string MarkOf(SyntaxNode body) =>
        body is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "pure" or "impure" } name } ? name.Identifier.ValueText : "";

    /// <summary>
    /// Members that code uses inside of <c>pure(...)</c> and nowhere else, as <c>Type.Member</c>, both named as metadata names them: compiled code does not show any more what the
    /// parentheses enclosed.
    /// </summary>
    public static ImmutableArray<string> AssumedIn(IReadOnlyList<(SemanticModel Model, SyntaxNode Code)> parts)
    {
        var inside = parts.SelectMany(p => p.Code.DescendantNodesAndSelf().Where(IsMarkedPure).Cast<InvocationExpressionSyntax>().SelectMany(marked => MembersOf(p.Model, marked.ArgumentList.DescendantNodes()))).ToHashSet();
        return inside.Count == 0 ? [] : [.. inside.Except(parts.SelectMany(p => MembersOf(p.Model, p.Code.DescendantNodesAndSelf(n => !IsMarkedPure(n))))).Order(StringComparer.Ordinal)];
    }

    private static bool IsMarkedPure(SyntaxNode node) => MarkOf(node) == "pure";

    private static IEnumerable<string> MembersOf(SemanticModel model, IEnumerable<SyntaxNode> nodes) =>
        nodes.Where(n => n is ExpressionSyntax).Select(n => model.GetSymbolInfo(n).Symbol switch
        {
            IMethodSymbol method => method.OriginalDefinition,
            IPropertySymbol property => property.OriginalDefinition.GetMethod,
            _ => null,
        }).OfType<IMethodSymbol>().Select(m => $"{TypeName(m.ContainingType)}.{m.MetadataName}");

    private static string TypeName(INamedTypeSymbol? type) => type switch
    {
        null => "",
        { ContainingType: { } outer } => $"{TypeName(outer)}+{type.MetadataName}",
        { ContainingNamespace: { IsGlobalNamespace: false } space } => $"{space.ToDisplayString()}.{type.MetadataName}",
        _ => type.MetadataName,
    };
}
