using Microsoft.CodeAnalysis;

namespace Stet.Language.Compiling;

/// <summary>Whether values of a type can share a changeable object with another variable.</summary>
internal static class Sharing
{
    public static bool IsPossible(ITypeSymbol type) => type switch
    {
        { IsUnmanagedType: true } => false,
        { SpecialType: SpecialType.System_String } => false,
        { ContainingNamespace.Name: "System", Name: "Version" or "Uri" or "Guid" } => false,
        _ => true,
    };
}
