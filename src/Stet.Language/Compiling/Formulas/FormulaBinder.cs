using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Stet.Worlds;

namespace Stet.Language.Compiling.Formulas;

/// <summary>What the compiler says of a group's formulas before they are emitted.</summary>
/// <param name="OnlyRead">The group consists of formulas, and none of them can change an object that existed before it.</param>
internal sealed record FormulaBinding(ImmutableArray<FormulaContract> Contracts, bool OnlyRead, ImmutableArray<Model.Diagnostic> Errors)
{
    public static FormulaBinding None { get; } = new([], false, []);
}

/// <summary>
/// Finds types, cycles and properties of the formulas of a group. Formulas of one group may need each other's types, so it is compiled until no more
/// are found.
/// </summary>
/// <param name="compile">Makes the compilation in which variables are stubs, with the types that are known so far.</param>
internal sealed class FormulaBinder(
    IReadOnlyList<PartSource> parts, List<PartSource> formulas, Func<CSharpCompilation> compile, Func<Diagnostic, Model.Diagnostic> translate, UnitRequest request)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];

    public FormulaBinding Bind()
    {
        var compilation = compile();
        while (FormulaTypes.Find(formulas, f => ModelOf(compilation, f)) && formulas.Any(f => f.FormulaType is null))
        {
            compilation = compile();
        }

        if (MayBeCircular && new FormulaCycles(compilation, parts, p => ModelOf(compilation, p)).Find() is [_, ..] cycle)
        {
            return Failed(cycle);
        }

        if (formulas.FirstOrDefault(f => f.FormulaType is null) is { } untyped)
        {
            return Failed(WhyUntyped(compilation, untyped));
        }

        return new([.. formulas.Select(f => ContractOf(compilation, f))], OnlyRead(compilation), []);
    }

    /// <summary>Only members of one group reach each other in a circle, and one alone only where it names itself.</summary>
    private bool MayBeCircular => parts is not [var only] || only.Node.DescendantTokens().Count(t => t.IsKind(SyntaxKind.IdentifierToken) && t.ValueText == only.Definition.SimpleName) > 1;

    /// <summary>One for each tree: a model remembers what it has bound.</summary>
    private SemanticModel ModelOf(CSharpCompilation compilation, PartSource part) =>
        models.TryGetValue(part.Tree!, out var known) ? known : models[part.Tree!] = compilation.GetSemanticModel(part.Tree!);

    private static FormulaBinding Failed(ImmutableArray<Model.Diagnostic> errors) => new([], false, errors);

    /// <summary>The errors in its expression, if there are any: then they are the reason.</summary>
    private ImmutableArray<Model.Diagnostic> WhyUntyped(CSharpCompilation compilation, PartSource untyped)
    {
        var errors = compilation.GetSemanticModel(untyped.Tree!).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS0411").ToList();
        return errors.Count == 0 ? [FormulaTypes.Unknown(untyped, compilation)] : [.. errors.Select(translate).DistinctBy(d => (d.Line, d.Column, d.Message))];
    }

    private FormulaContract ContractOf(CSharpCompilation compilation, PartSource part) => new(
        part.Definition.SimpleName, part.FormulaType!, CertainReads.In(ModelOf(compilation, part), FormulaTypes.MethodOf(part)), PureMarks.MarkOf(part.Formula!.Body));

    private bool OnlyRead(CSharpCompilation compilation) =>
        formulas.Count == parts.Count && formulas.All(f => new ReadOnlyProof(ModelOf(compilation, f), request.References, request.Group.UnitName).Holds(BodyOf(f)));

    /// <summary>Without what is written around it so that its type can be inferred.</summary>
    private static IEnumerable<SyntaxNode> BodyOf(PartSource part)
    {
        var method = FormulaTypes.MethodOf(part);
        return part.Formula!.Type is null ? [((Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax)method.ExpressionBody!.Expression).ArgumentList.Arguments[0].Expression] : [(SyntaxNode?)method.ExpressionBody?.Expression ?? method.Body!];
    }
}
