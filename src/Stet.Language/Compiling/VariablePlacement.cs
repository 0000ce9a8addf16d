using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Parsing;

namespace Stet.Language.Compiling;

/// <summary>A variable that a submission names or declares, and where the submission's code keeps it.</summary>
internal sealed record PlacedVariable(
    string Name, string Type, bool InSlot, bool IsMentioned, bool IsWritten, bool IsCaptured, bool HoldsReferences, int Statement, ISymbol? Symbol)
{
    /// <summary>The local that stands for it while the submission runs; differs from the name where a variable of another type has it.</summary>
    public string Local { get; init; } = "@" + Name;
}

/// <summary>
/// Decides for each variable between a local (fast; copied in at the start and out at the end, also after an exception) and its slot
/// (shared: lambdas, other units, tasks see every change at once).
/// </summary>
internal sealed class VariablePlacement
{
    private readonly SubmissionRequest request;
    private readonly SubmissionBinding binding;
    private readonly HashSet<ISymbol> captured = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> written = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> needed = new(SymbolEqualityComparer.Default);
    private readonly List<(string, string)> unkept = [];
    private readonly ILookup<int, PlacedVariable> byStatement;
    private readonly HashSet<ISymbol> inSlots;
    private readonly HashSet<int> declaredAt;
    private readonly HashSet<string> fresh;

    public VariablePlacement(SubmissionRequest request, SubmissionBinding binding, IReadOnlySet<int> retyping)
    {
        this.request = request;
        this.binding = binding;
        AnalyseFlow();
        Existing = [.. ExistingLocals()];
        New = [.. Enumerable.Range(0, binding.Statements.Length).SelectMany(i => DeclaredIn(i, retyping.Contains(i))).DistinctBy(v => v.Name)];
        byStatement = New.ToLookup(v => v.Statement);
        inSlots = Existing.Concat(New).Where(v => v.InSlot && v.Symbol is not null).Select(v => v.Symbol!).ToHashSet(SymbolEqualityComparer.Default);
        declaredAt = [.. New.Select(v => StatementEnds.AssignedName(binding.Statements[v.Statement].Node)?.SpanStart ?? -1)];
        fresh = [.. New.Where(IsFresh).Select(v => v.Name)];
    }

    public ImmutableArray<PlacedVariable> Existing { get; }

    /// <summary>In the order in which the code assigns them first.</summary>
    public ImmutableArray<PlacedVariable> New { get; }

    /// <summary>Existing variables whose values are read before they are assigned.</summary>
    public IEnumerable<string> Needed => Existing.Where(v => needed.Contains(v.Symbol!)).Select(v => v.Name);

    public ImmutableArray<(string Name, string Reason)> Unkept => [.. unkept];

    /// <summary>The compiler's flow analysis of all statements; null where there are none.</summary>
    public DataFlowAnalysis? Flow { get; private set; }

    public IReadOnlyList<PlacedVariable> DeclaredBy(int statement) => [.. byStatement[statement]];

    /// <summary>How many of <see cref="New"/> are assigned once the statement has run.</summary>
    public int CountAfter(int statement)
    {
        var (low, high) = (0, New.Length); // They are in the order of their statements.
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = New[middle].Statement <= statement ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    public string NameOf(PlacedVariable variable) => variable.InSlot ? VariableStubs.SlotOf(variable.Name) : variable.Local;

    public bool IsInSlot(ISymbol? symbol) => symbol is not null && inSlots.Contains(symbol);

    /// <summary>Whether the name at this position of the user's text is the target that declares a new variable.</summary>
    public bool IsDeclaredAt(int position) => declaredAt.Contains(position);

    public string Binders()
    {
        var declared = New.Where(IsFresh).ToList();
        var locals = declared.Select(f => (f.Name, f.Local)).ToHashSet();
        var bound = Existing.Where(v => v.IsMentioned).Concat(New.Where(v => !IsFresh(v))).Where(v => !locals.Contains((v.Name, v.Local))).ToList();
        var text = VariableStubs.Binders(bound.Where(b => !fresh.Contains(b.Name)).Select(v => KeyValuePair.Create(v.Name, v.Type)))
            + VariableStubs.Binders(declared.Select(v => KeyValuePair.Create(v.Name, v.Type)), "Declare")
            + OldOfRetyped(bound.Where(b => fresh.Contains(b.Name)));
        return text.Length == 0 ? "" : $"internal static class __V {{ {text} }}";
    }

    public string CopyIn() =>
        string.Concat(Existing.Where(v => v.IsMentioned && !v.InSlot).Select(v => $"{v.Type} @{v.Name} = {SlotFor(v)}; "))
        + string.Concat(New.Where(v => !v.InSlot).Select(v => $"{v.Type} {v.Local} = default!; "));

    public string CopyOut(WriteThrough copies) =>
        string.Concat(Existing.Where(v => v.IsWritten && !v.InSlot).Select(v => $"{SlotFor(v)} = {copies.CopiedFrom(v)}; "))
        + string.Concat(New.Select((v, i) => v.InSlot ? "" : $"if (__d > {i}) {VariableStubs.SlotOf(v.Name)} = {copies.CopiedFrom(v)}; "));

    /// <summary>Type and name of every local that <see cref="CopyOut"/> reads.</summary>
    public IEnumerable<(string Type, string Name)> CopiedOut(WriteThrough copies) =>
        Existing.Where(v => v.IsWritten).Concat(New).Where(v => !v.InSlot).Select(v => (v.Type, copies.CopiedFrom(v)));

    private bool IsFresh(PlacedVariable variable) => !request.Variables.TryGetValue(variable.Name, out var type) || type != variable.Type;

    /// <summary>A retyped variable is read by its old type under another field name.</summary>
    private static string OldOfRetyped(IEnumerable<PlacedVariable> variables) => string.Concat(variables.Select(v =>
        $"internal static readonly global::Stet.Runtime.VariableSlot<{v.Type}> __old_{v.Name} = global::Stet.Runtime.Slots.Bind<{v.Type}>(typeof(__V), \"{v.Name}\"); "));

    private string SlotFor(PlacedVariable existing) =>
        fresh.Contains(existing.Name) ? $"global::__stet.__V.__old_{existing.Name}.Value" : VariableStubs.SlotOf(existing.Name);

    private void AnalyseFlow()
    {
        if (binding.Bound.Length == 0)
        {
            return;
        }

        var flow = binding.Model.AnalyzeDataFlow(binding.Bound[0], binding.Bound[^1]);
        Flow = flow;
        captured.UnionWith(flow!.Captured);
        written.UnionWith(flow.WrittenInside);
        needed.UnionWith(flow.DataFlowsIn);
    }

    private IEnumerable<PlacedVariable> ExistingLocals()
    {
        var mentions = binding.Bound.SelectMany(s => s.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>()
            .Select(n => binding.Model.GetSymbolInfo(n).Symbol).OfType<ILocalSymbol>().ToHashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var i = 0; i < binding.Existing.Length; i++)
        {
            var (name, type) = binding.Existing[i];
            var declarator = ((LocalDeclarationStatementSyntax)binding.Body.Statements[i]).Declaration.Variables[0];
            var symbol = (ILocalSymbol)binding.Model.GetDeclaredSymbol(declarator)!;
            var isMutableStruct = symbol.Type is { IsValueType: true, IsReadOnly: false, SpecialType: SpecialType.None, TypeKind: not TypeKind.Enum };
            yield return new(name, type, captured.Contains(symbol) || request.InSlots.Contains(name), mentions.Contains(symbol),
                written.Contains(symbol) || isMutableStruct, captured.Contains(symbol), Sharing.IsPossible(symbol.Type), -1, symbol);
        }
    }

    private IEnumerable<PlacedVariable> DeclaredIn(int index, bool isRetyping)
    {
        var bound = binding.Bound[index];
        if (isRetyping)
        {
            var assignment = (AssignmentExpressionSyntax)((ExpressionStatementSyntax)bound).Expression;
            var name = ((IdentifierNameSyntax)assignment.Left).Identifier.ValueText;
            var type = binding.Model.GetTypeInfo(assignment.Right).Type!;
            yield return new(name, TypeText.Of(type), request.InSlots.Contains(name), true, true, false, Sharing.IsPossible(type), index, null) { Local = "__new_" + name };
            yield break;
        }

        unkept.AddRange(NamesInPatterns(bound).Select(name => (name, "a variable of a pattern has a value only where the pattern matches; assign it to a name")));
        foreach (var symbol in SymbolsDeclaredBy(bound))
        {
            if (TypeText.CanBeVariable(symbol.Type, out var reason) && !symbol.IsRef)
            {
                var inSlot = captured.Contains(symbol) || request.InSlots.Contains(symbol.Name);
                yield return new(symbol.Name, TypeText.Of(symbol.Type), inSlot, true, true, captured.Contains(symbol), Sharing.IsPossible(symbol.Type), index, symbol);
            }
            else
            {
                unkept.Add((symbol.Name, symbol.IsRef ? "a ref local has no place of its own" : reason));
            }
        }
    }

    /// <summary>Names that a pattern of an expression statement gives: <c>o is string s</c>.</summary>
    private static IEnumerable<string> NamesInPatterns(StatementSyntax bound) =>
        bound is not ExpressionStatementSyntax expression ? []
            : TopLevelNames.DesignationsOutsideFunctions(expression).Where(d => !d.Ancestors().OfType<DeclarationExpressionSyntax>().Any()).Select(d => d.Identifier.ValueText);

    private IEnumerable<ILocalSymbol> SymbolsDeclaredBy(StatementSyntax bound) => bound switch
    {
        LocalDeclarationStatementSyntax local when local.UsingKeyword.IsMissing || local.UsingKeyword.RawKind == 0 =>
            local.Declaration.Variables.Select(v => binding.Model.GetDeclaredSymbol(v)).OfType<ILocalSymbol>(),
        ExpressionStatementSyntax expression => TopLevelNames.DesignationsOutsideFunctions(expression)
            .Where(d => d.Ancestors().OfType<DeclarationExpressionSyntax>().Any())
            .Select(d => binding.Model.GetDeclaredSymbol(d)).OfType<ILocalSymbol>(),
        _ => [],
    };
}
