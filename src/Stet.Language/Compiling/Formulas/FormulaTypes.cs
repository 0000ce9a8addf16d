using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Severity = Stet.Model.Severity;

namespace Stet.Language.Compiling.Formulas;

/// <summary>Finds the type of each formula: the one that is written, or the one that the compiler infers for a lambda of its body.</summary>
internal static class FormulaTypes
{
    /// <summary>Sets <see cref="PartSource.FormulaType"/> where it can be told. True where something new was found.</summary>
    public static bool Find(IEnumerable<PartSource> formulas, Func<PartSource, SemanticModel> modelOf)
    {
        var found = false;
        foreach (var part in formulas.Where(p => p.FormulaType is null))
        {
            if (TypeOf(modelOf(part), MethodOf(part)) is { } type && !Mentions(type, "UnknownFormula") && TypeText.CanBeVariable(type, out _))
            {
                part.FormulaType = TypeText.Of(type);
                found = true;
            }
        }

        return found;
    }

    /// <summary>Why the type of a formula cannot be told.</summary>
    public static Model.Diagnostic Unknown(PartSource part, CSharpCompilation compilation)
    {
        var name = part.Definition.SimpleName;
        var type = TypeOf(compilation.GetSemanticModel(part.Tree!), MethodOf(part));
        var reason = type is not null && !TypeText.CanBeVariable(type, out var why) ? $"{name} cannot hold its value: {why}."
            : $"The type of {name} cannot be told from its expression. Write it: double {name} => ...;";
        return part.Text.At(part.Formula!.Name.Span, Severity.Error, "STET0131", reason);
    }

    public static MethodDeclarationSyntax MethodOf(PartSource part) =>
        part.Tree!.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First(m => m.Identifier.ValueText == FormulaSource.Method);

    private static ITypeSymbol? TypeOf(SemanticModel model, MethodDeclarationSyntax method)
    {
        if (method.ExpressionBody?.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FormulaProbe" } } } probe)
        {
            var symbol = model.GetSymbolInfo(probe);
            return symbol.Symbol is IMethodSymbol { TypeArguments: [{ TypeKind: not TypeKind.Error } inferred] } ? inferred : null;
        }

        var declared = model.GetTypeInfo(method.ReturnType).Type;
        return declared is INamedTypeSymbol { Name: "Task", TypeArguments: [var awaited] } && method.Modifiers.Any(SyntaxKind.AsyncKeyword) ? awaited : declared is { TypeKind: not TypeKind.Error } ? declared : null;
    }

    private static bool Mentions(ITypeSymbol type, string name) => type.Name == name || type switch
    {
        IArrayTypeSymbol array => Mentions(array.ElementType, name),
        INamedTypeSymbol named => named.TypeArguments.Any(a => Mentions(a, name)),
        _ => false,
    };
}
