using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;
using UnitAssembly = Stet.Model.UnitAssembly;

namespace Stet.Language.Compiling;

/// <summary>Finds what each statement of a submission uses and gives, from the compiler's own flow analysis and symbols.</summary>
internal sealed class StatementUses
{
    private readonly SubmissionBinding binding;
    private readonly VariablePlacement placement;
    private readonly HashSet<string> units;
    private readonly ReadOnlyProof proof;
    private readonly HashSet<string> variables;

    private StatementUses(SubmissionBinding binding, VariablePlacement placement, ImmutableArray<CompiledUnit> references)
    {
        this.binding = binding;
        this.placement = placement;
        units = [.. references.Select(r => r.Name)];
        proof = new(binding.Model, references);
        variables = [.. placement.Existing.Concat(placement.New).Select(v => v.Name)];
    }

    public static ImmutableArray<StatementUse> Of(SubmissionBinding binding, VariablePlacement placement, ImmutableArray<CompiledUnit> references)
    {
        var uses = new StatementUses(binding, placement, references);
        return [.. Enumerable.Range(0, Math.Min(binding.Bound.Length, binding.Statements.Length)).Select(uses.Of)];
    }

    private StatementUse Of(int statement)
    {
        var bound = binding.Bound[statement];
        var flow = binding.Bound.Length == 1 && placement.Flow is { } whole ? StatementFlow.Of(whole) : StatementFlow.Of(binding.Model, bound);
        var declared = placement.DeclaredBy(statement).Select(v => v.Name).ToList();
        var reads = Names(flow.Reads).ToList();
        var outside = bound.DescendantNodes(n => !IsDeferred(n)).OfType<SimpleNameSyntax>().ToList();
        var named = outside.Select(n => n.Identifier.ValueText).ToHashSet();
        return new(
            binding.Statements[statement].Index, [.. reads], [.. Names(flow.Writes).Union(declared)], [.. Names(flow.Assigns).Union(declared)],
            UnitsNamed(bound.DescendantNodes().OfType<SimpleNameSyntax>()), new([.. reads.Where(named.Contains)], UnitsNamed(outside)), proof.Holds([bound]));
    }

    /// <summary>Code that may run later, or never.</summary>
    private static bool IsDeferred(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or QueryBodySyntax;

    private IEnumerable<string> Names(IEnumerable<ILocalSymbol> symbols) => symbols.Select(s => s.Name).Where(variables.Contains).Distinct();

    /// <summary>Also those of constants, which leave no reference in compiled code.</summary>
    private ImmutableArray<string> UnitsNamed(IEnumerable<SimpleNameSyntax> names) =>
        [.. names.Select(n => binding.Model.GetSymbolInfo(n).Symbol?.ContainingAssembly?.Name).OfType<string>().Select(UnitAssembly.UnitOf).Where(units.Contains).Distinct().Order(StringComparer.Ordinal)];
}
