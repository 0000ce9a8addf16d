using Microsoft.CodeAnalysis;

namespace Stet.Language.Compiling;

/// <summary>Types as C# source that means the same wherever it is written.</summary>
internal static class TypeText
{
    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
        | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Of(ITypeSymbol type) => type.ToDisplayString(Full);

    /// <summary>Whether a variable of the type can be a field: not a ref struct, pointer or void, and with a name that source can write.</summary>
    public static bool CanBeVariable(ITypeSymbol type, out string reason)
    {
        reason = type switch
        {
            { IsRefLikeType: true } => $"a {type.Name} lives on the stack of its submission",
            IPointerTypeSymbol or IFunctionPointerTypeSymbol => "a pointer has no meaning after its submission",
            { SpecialType: SpecialType.System_Void } => "there is no value",
            { TypeKind: TypeKind.Error } => "its type is not known",
            _ when !IsSpeakable(type) => "its type has no name that C# can write",
            _ => "",
        };
        return reason.Length == 0;
    }

    private static bool IsSpeakable(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsSpeakable(array.ElementType),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(e => IsSpeakable(e.Type)),
        INamedTypeSymbol named => !named.IsAnonymousType && named.CanBeReferencedByName && named.TypeArguments.All(IsSpeakable)
            && (named.ContainingType is null || IsSpeakable(named.ContainingType)),
        IDynamicTypeSymbol => true,
        _ => type.CanBeReferencedByName,
    };
}
