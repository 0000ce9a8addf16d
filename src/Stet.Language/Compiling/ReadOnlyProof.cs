using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;
using UnitAssembly = Stet.Model.UnitAssembly;

namespace Stet.Language.Compiling;

/// <summary>
/// Proves, where it can, that code changes no object that existed before it: then values it only reads need not be looked at again.
/// Whatever is not known to be harmless counts as a change. One thing is taken on trust: that a type's own equality, hashing and
/// <c>ToString</c> change nothing.
/// </summary>
internal sealed class ReadOnlyProof(SemanticModel model, ImmutableArray<CompiledUnit> units, string? own = null)
{
    private static readonly HashSet<string> PureTypes =
    [
        "Math", "MathF", "String", "Int32", "Int64", "Double", "Single", "Decimal", "Boolean", "Char", "Byte", "DateTime", "DateOnly", "TimeOnly", "TimeSpan",
        "DateTimeOffset", "Guid", "Convert", "Enumerable", "Tuple", "ValueTuple", "Console", "Nullable", "BigInteger", "Complex", "Path", "StringComparer", "Index", "Range",
    ];

    private static readonly HashSet<string> PureMembers =
        ["ToString", "Equals", "GetHashCode", "GetType", "Contains", "ContainsKey", "ContainsValue", "IndexOf", "LastIndexOf", "BinarySearch", "GetLength", "Peek", "TryGetValue"];

    private readonly HashSet<string> pureUnits = [.. units.Where(u => u.OnlyReads).Select(u => u.Name)];

    public bool Holds(IEnumerable<SyntaxNode> code) => code.All(n => n.DescendantNodesAndSelf().All(IsHarmless));

    private bool IsHarmless(SyntaxNode node) => Runs(node) && (node is not ExpressionSyntax expression || IsPlain(expression));

    /// <summary>Nothing of it is decided at run time only, and no conversion runs code that is not in sight.</summary>
    private bool IsPlain(ExpressionSyntax expression)
    {
        var type = model.GetTypeInfo(expression);
        return type.Type?.TypeKind != TypeKind.Dynamic && type.ConvertedType?.TypeKind != TypeKind.Dynamic
            && (model.GetConversion(expression) is not { IsUserDefined: true } conversion || IsHarmlessOperator(conversion.MethodSymbol));
    }

    private bool Runs(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax assignment => IsLocal(assignment.Left) && IsHarmlessOperator(model.GetSymbolInfo(assignment).Symbol),
        PostfixUnaryExpressionSyntax { OperatorToken.Text: "++" or "--" } step => IsLocal(step.Operand) && IsHarmlessOperator(model.GetSymbolInfo(step).Symbol),
        PrefixUnaryExpressionSyntax { OperatorToken.Text: "++" or "--" } step => IsLocal(step.Operand) && IsHarmlessOperator(model.GetSymbolInfo(step).Symbol),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } => true,
        InvocationExpressionSyntax call => IsPureCall(call),
        ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword) && IsOwn(argument.Expression),
        BaseObjectCreationExpressionSyntax creation => IsPureCreation(creation),
        SimpleNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ElementBindingExpressionSyntax => IsPureMember(model.GetSymbolInfo(node).Symbol),
        ForEachStatementSyntax loop => loop.Type is not RefTypeSyntax and not ScopedTypeSyntax && IsFrameworkLoop(loop) && IsSettled(loop.Expression),
        BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or CastExpressionSyntax => IsHarmlessOperator(model.GetSymbolInfo(node).Symbol),
        LocalDeclarationStatementSyntax declaration => declaration.UsingKeyword.RawKind == 0,
        RecursivePatternSyntax { PositionalPatternClause: not null } or ForEachVariableStatementSyntax or UsingStatementSyntax => false,
        RefExpressionSyntax { Expression: MemberAccessExpressionSyntax flag } when IsPollFlag(model.GetSymbolInfo(flag).Symbol) => true,
        AwaitExpressionSyntax or RefExpressionSyntax or LocalFunctionStatementSyntax or QueryExpressionSyntax or CollectionExpressionSyntax or YieldStatementSyntax => false,
        _ => true,
    };

    /// <summary>A local of its own, not another name of an element or a field.</summary>
    private bool IsLocal(ExpressionSyntax target) => model.GetSymbolInfo(target).Symbol is ILocalSymbol { IsRef: false } or IParameterSymbol { RefKind: RefKind.None };

    private bool IsOwn(ExpressionSyntax target) => target is DeclarationExpressionSyntax || IsLocal(target);

    private bool IsHarmlessOperator(ISymbol? operation) =>
        operation is not IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion or MethodKind.Ordinary } method || IsFramework(method.ContainingType) || IsPureUnit(method);

    private bool IsPureCreation(BaseObjectCreationExpressionSyntax creation) =>
        IsPureMethod(model.GetSymbolInfo(creation).Symbol as IMethodSymbol) && (creation.ArgumentList?.Arguments ?? []).All(a => IsKnownArgument(a.Expression));

    private bool IsFrameworkLoop(ForEachStatementSyntax loop)
    {
        var loops = model.GetForEachStatementInfo(loop);
        return loops.GetEnumeratorMethod is null || IsFramework(loops.GetEnumeratorMethod.ContainingType) && IsHarmlessOperator(loops.ElementConversion.MethodSymbol);
    }

    private bool IsPureCall(InvocationExpressionSyntax call)
    {
        var method = model.GetSymbolInfo(call).Symbol as IMethodSymbol;
        var receiver = call.Expression is MemberAccessExpressionSyntax access && method is { ReducedFrom: not null } ? [access.Expression] : (IEnumerable<ExpressionSyntax>)[];
        return IsPureMethod(method) && receiver.Concat(call.ArgumentList.Arguments.Select(a => a.Expression)).All(IsKnownArgument);
    }

    /// <summary>A delegate passed on is code that runs: it must stand here to be read. A lazy sequence is such code too.</summary>
    private bool IsKnownArgument(ExpressionSyntax argument)
    {
        var type = model.GetTypeInfo(argument).ConvertedType;
        return type?.TypeKind == TypeKind.Delegate ? argument is AnonymousFunctionExpressionSyntax || IsPureMethod(model.GetSymbolInfo(argument).Symbol as IMethodSymbol) : IsSettled(argument);
    }

    /// <summary>Whether enumerating it runs no code that is not in sight: a collection of the framework, or a query made here.</summary>
    private bool IsSettled(ExpressionSyntax expression) =>
        model.GetTypeInfo(expression).Type is not { } type || IsFrameworkCall(expression) || type.SpecialType == SpecialType.System_String
        || (type.TypeKind != TypeKind.Interface ? !IsSequence(type) || IsFramework(type) && (type is IArrayTypeSymbol || type.IsSealed || type.IsValueType || type is INamedTypeSymbol known && IsCollection(known)) : !IsSequence(type));

    /// <summary>A query made here: what it is made of is looked at where it stands. What a function gives may be a query made elsewhere.</summary>
    private bool IsFrameworkCall(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax && model.GetSymbolInfo(expression).Symbol is IMethodSymbol { ContainingType: { Name: "Enumerable" } type } && IsFramework(type);

    private static bool IsSequence(ITypeSymbol type) =>
        type.AllInterfaces.Append(type).Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable);

    private bool IsPureMember(ISymbol? member) => member switch
    {
        IPropertySymbol flag when IsPollFlag(flag) => true,
        IPropertySymbol property => property.RefKind == RefKind.None && (IsPlainFramework(property) || IsAutomatic(property) || IsPureUnit(property)),
        IFieldSymbol { Type.Name: "MemoSite" } => true,
        IFieldSymbol { IsStatic: true, IsConst: false } field => IsFramework(field.ContainingType) || IsPureUnit(field) || field.ContainingType.StaticConstructors.IsEmpty,
        IMethodSymbol method => IsPureMethod(method),
        _ => true,
    };

    /// <summary>Loops look at it and change nothing.</summary>
    private static bool IsPollFlag(ISymbol? member) => member is IPropertySymbol { Name: "Flag", ContainingType: { Name: "Poll", ContainingNamespace.Name: "Runtime" } };

    /// <summary>Not one that a type of the user's may have its own code for, nor one that computes its value when it is asked.</summary>
    private static bool IsPlainFramework(IPropertySymbol property) =>
        IsFramework(property.ContainingType) && property.ContainingType is { TypeKind: not TypeKind.Interface } and not { Name: "Lazy" or "Lookup" }
        && (property.ContainingType.IsSealed || !(property.IsVirtual || property.IsAbstract || property.IsOverride));

    private bool IsPureMethod(IMethodSymbol? method)
    {
        if (method is null || IsPureUnit(method) || method.ContainingType is { Name: "Poll", ContainingNamespace.Name: "Runtime" } or { ContainingNamespace.Name: "Memos" })
        {
            return method is not null;
        }

        var isKnown = IsFramework(method.ContainingType)
            && (PureTypes.Contains(method.ContainingType.Name) || PureMembers.Contains(method.Name) || method.MethodKind == MethodKind.Constructor && IsCollection(method.ContainingType));
        return isKnown && method.Parameters.All(p => p.RefKind is RefKind.None or RefKind.In or RefKind.Out);
    }

    /// <summary>A call within the group that is being proven is harmless if the whole group is.</summary>
    private bool IsPureUnit(ISymbol member)
    {
        var unit = UnitAssembly.UnitOf(member.ContainingAssembly.Name);
        return pureUnits.Contains(unit) || unit == own && member is IMethodSymbol { MethodKind: MethodKind.Ordinary };
    }

    private static bool IsAutomatic(IPropertySymbol property) =>
        property.GetMethod?.GetAttributes().Any(a => a.AttributeClass?.Name == "CompilerGeneratedAttribute") == true && !property.IsVirtual && !property.IsAbstract;

    private static bool IsCollection(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() == "System.Collections.Generic";

    private static bool IsFramework(ITypeSymbol type) =>
        type is IArrayTypeSymbol
        || type.ContainingAssembly?.Name.StartsWith("System", StringComparison.Ordinal) == true
        && type.ContainingNamespace?.ToDisplayString() is { } space
        && (space == "System" || space.StartsWith("System.Collections", StringComparison.Ordinal) || space is "System.Linq" or "System.Numerics" or "System.IO");
}
