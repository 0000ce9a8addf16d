using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;

namespace Stet.Language.Compiling;

/// <summary>
/// Proves, where it can, that a submission changes no object that existed before it: then values it only reads need not be looked at again.
/// A proof, not a guess: whatever is not on the lists counts as a change.
/// </summary>
internal static class ReadOnlyCheck
{
    private static readonly HashSet<string> PureTypes =
    [
        "Math", "MathF", "String", "Int32", "Int64", "Double", "Single", "Decimal", "Boolean", "Char", "Byte", "DateTime", "DateOnly", "TimeOnly", "TimeSpan",
        "DateTimeOffset", "Guid", "Convert", "Enumerable", "Tuple", "ValueTuple", "Console", "Nullable", "BigInteger", "Complex", "Path", "StringComparer", "Index", "Range",
    ];

    private static readonly HashSet<string> PureMembers =
        ["ToString", "Equals", "GetHashCode", "GetType", "Contains", "ContainsKey", "ContainsValue", "IndexOf", "LastIndexOf", "BinarySearch", "GetLength", "Peek", "TryGetValue"];

    public static bool Holds(SubmissionBinding binding, IReadOnlySet<int> retyping, ImmutableArray<CompiledUnit> units)
    {
        var pureUnits = units.Where(u => u.OnlyReads).Select(u => u.Name).ToHashSet();
        return binding.Bound.All(s => s.DescendantNodesAndSelf().All(n => IsHarmless(n, binding, pureUnits)));
    }

    private static bool IsHarmless(SyntaxNode node, SubmissionBinding binding, HashSet<string> pureUnits) => node switch
    {
        AssignmentExpressionSyntax assignment => IsLocal(assignment.Left, binding),
        PostfixUnaryExpressionSyntax { OperatorToken.Text: "++" or "--" } step => IsLocal(step.Operand, binding),
        PrefixUnaryExpressionSyntax { OperatorToken.Text: "++" or "--" } step => IsLocal(step.Operand, binding),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } => true,
        InvocationExpressionSyntax call => IsPureMethod(binding.Model.GetSymbolInfo(call).Symbol as IMethodSymbol, pureUnits),
        BaseObjectCreationExpressionSyntax creation => IsPureMethod(binding.Model.GetSymbolInfo(creation).Symbol as IMethodSymbol, pureUnits),
        MemberAccessExpressionSyntax access => IsPureMember(binding.Model.GetSymbolInfo(access).Symbol, pureUnits),
        ElementAccessExpressionSyntax element => IsPureMember(binding.Model.GetSymbolInfo(element).Symbol, pureUnits),
        AwaitExpressionSyntax or RefExpressionSyntax or LocalFunctionStatementSyntax or QueryExpressionSyntax or CollectionExpressionSyntax => false,
        ForEachStatementSyntax loop => binding.Model.GetTypeInfo(loop.Expression).Type is { } type && IsFramework(type),
        _ => true,
    };

    private static bool IsLocal(ExpressionSyntax target, SubmissionBinding binding) => binding.Model.GetSymbolInfo(target).Symbol is ILocalSymbol;

    private static bool IsPureMember(ISymbol? member, HashSet<string> pureUnits) => member switch
    {
        null => true,
        IPropertySymbol property => IsFramework(property.ContainingType) && property.RefKind == RefKind.None || pureUnits.Contains(property.ContainingAssembly.Name),
        IMethodSymbol method => IsPureMethod(method, pureUnits),
        _ => true,
    };

    private static bool IsPureMethod(IMethodSymbol? method, HashSet<string> pureUnits)
    {
        if (method is null || pureUnits.Contains(method.ContainingAssembly.Name))
        {
            return method is not null;
        }

        var isKnown = IsFramework(method.ContainingType)
            && (PureTypes.Contains(method.ContainingType.Name) || PureMembers.Contains(method.Name) || method.MethodKind == MethodKind.Constructor && IsCollection(method.ContainingType));
        return isKnown && method.Parameters.All(p => p.RefKind is RefKind.None or RefKind.In or RefKind.Out) && !TakesUserObjects(method);
    }

    /// <summary>Showing, hashing or comparing an object of the user's runs the user's code, which could do anything.</summary>
    private static bool TakesUserObjects(IMethodSymbol method) =>
        method.Name is "Concat" or "Format" or "Join" or "WriteLine" or "Write" && method.Parameters.Any(p => p.Type.SpecialType == SpecialType.System_Object);

    private static bool IsCollection(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() == "System.Collections.Generic";

    private static bool IsFramework(ITypeSymbol type) =>
        type is IArrayTypeSymbol || type.ContainingNamespace?.ToDisplayString() is { } space && (space == "System" || space.StartsWith("System.Collections", StringComparison.Ordinal) || space is "System.Linq" or "System.Numerics" or "System.IO");
}
