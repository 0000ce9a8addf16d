using System.Collections.Immutable;
using Stet.Effects.Code;
using Stet.Model;
using Stet.Runtime.Capturing;
using Stet.Runtime.Formulas;
using Stet.Worlds;

namespace Stet.Sessions.Formulas;

/// <summary>
/// What the code of a formula reaches in one world, other formulas apart: those stand for themselves, since what is read of them is seen while it is read.
/// </summary>
/// <param name="running">Units of submissions that run, or have just run, by name: their lambdas are in values before the world has them.</param>
internal sealed class FormulaReach(World world, FormulaPurity purity, Func<string, CompiledUnit?> running)
{
    private readonly Dictionary<string, ReachedCode> known = [];
    private readonly Dictionary<string, ContentHash> code = [];
    private readonly Dictionary<string, bool> impure = [];

    public World World { get; } = world;

    public CompiledUnit? UnitNamed(string name) => World.Units.GetValueOrDefault(name) ?? running(name);

    public ReachedCode Of(string formula)
    {
        if (!known.TryGetValue(formula, out var reached))
        {
            known[formula] = reached = Find(formula);
        }

        return reached;
    }

    /// <summary>
    /// Units reached from these, without entering those of formulas; the given ones included. What a function marked <c>[Memo]</c> reaches counts with its formulas: a kept result is
    /// given without reading them.
    /// </summary>
    public IReadOnlySet<string> From(IEnumerable<string> units)
    {
        var reached = new HashSet<string>();
        var behind = new HashSet<string>();
        var waiting = new Stack<string>(units);
        while (waiting.TryPop(out var name))
        {
            if (UnitNamed(name) is { } unit && reached.Add(name))
            {
                behind.UnionWith(unit.Memos.IsEmpty ? [] : unit.References);
                foreach (var reference in unit.References.Where(r => !IsFormula(r)))
                {
                    waiting.Push(reference);
                }
            }
        }

        reached.UnionWith(World.Reach(behind));
        return reached;
    }

    /// <summary>The version of a value with the code in it: who calls a method of its objects, or a function in it, depends on what that compiles to, and the caller's own code does not show it.</summary>
    /// <param name="units">Those whose types or code the value contains.</param>
    public ContentHash WithCode(ContentHash content, IReadOnlyList<string> units)
    {
        if (units.Count == 0)
        {
            return content;
        }

        var hash = new HashBuilder().Add(content);
        foreach (var unit in units.Order(StringComparer.Ordinal))
        {
            hash.Add(unit).Add(CodeOf(unit));
        }

        return hash.ToHash();
    }

    /// <summary>Why what a formula computes from values with such code in them may differ at each look; null where it may not.</summary>
    /// <param name="held">Each with the variable or formula whose value it is in.</param>
    public string? ImpurityInValues(string formula, IReadOnlyList<(string Place, HeldPlace Code)> held)
    {
        if (World.Formula(formula) is not { Marked.Length: 0 } || !held.Any(h => MayDiffer(h.Code)))
        {
            return null;
        }

        var units = Of(formula).Units.Union(From(held.Select(h => h.Code.Assembly).Distinct())).ToHashSet();
        return purity.Impurity(UnitNamed, World.Units[World.Graph.GroupOf[formula].UnitName], formula, units, HashOf(units.Order(StringComparer.Ordinal)),
            [.. held.Select(h => new HeldCode(h.Place, HeldCode.NameOf(h.Code.Assembly, h.Code.Type, h.Code.Method))).Distinct().OrderBy(h => h.Place, StringComparer.Ordinal).ThenBy(h => h.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Whether anything that such code reaches makes a difference, called or not: as a rule nothing does.</summary>
    public bool MayDiffer(HeldPlace held)
    {
        var unit = held.Assembly;
        if (UnitNamed(unit) is null)
        {
            return true; // Of the framework.
        }

        if (!impure.TryGetValue(unit, out var known))
        {
            impure[unit] = known = From([unit]).Any(u => FormulaPurity.IsImpure(UnitNamed(u)!));
        }

        return known;
    }

    public IEnumerable<string> VariablesOf(IEnumerable<string> units) => units.SelectMany(u => UnitNamed(u)!.Variables);

    private ReachedCode Find(string formula)
    {
        var own = World.Graph.GroupOf[formula].UnitName;
        if (!World.Units.TryGetValue(own, out var unit) || unit.Formulas.FirstOrDefault(f => f.Name == formula) is not { } contract)
        {
            return new(new HashBuilder().Add("broken").ToHash(), [], null, [], new HashSet<string>());
        }

        var units = From([own]).Order(StringComparer.Ordinal).ToList();
        var (code, all) = (HashOf(units), units.ToHashSet());
        return new(code, contract.Reads, contract.Marked.Length > 0 ? Marked(contract) : purity.Impurity(UnitNamed, unit, formula, all, code, []), [.. VariablesOf(units).Distinct().Order(StringComparer.Ordinal)], all)
        {
            OnlyComputes = unit.OnlyReads && units.TrueForAll(IsPlain),
        };
    }

    /// <summary>Of a unit with all it reaches.</summary>
    private ContentHash CodeOf(string unit)
    {
        if (!code.TryGetValue(unit, out var hash))
        {
            code[unit] = hash = HashOf(From([unit]).Order(StringComparer.Ordinal));
        }

        return hash;
    }

    private ContentHash HashOf(IEnumerable<string> units)
    {
        var hash = new HashBuilder();
        foreach (var name in units)
        {
            hash.Add(name).Add(UnitNamed(name)!.Content);
        }

        return hash.ToHash();
    }

    /// <summary>A formula or a function: it has no static places whose initialiser waits for another thread, and no results that another thread makes.</summary>
    private bool IsPlain(string unit) => World.Units[unit].Memos.IsEmpty && unit.StartsWith("w.", StringComparison.Ordinal) && World.Graph.GroupOf.TryGetValue(unit["w.".Length..], out var group)
        && group.Members.All(m => m.Kind is DefinitionKind.Formula or DefinitionKind.Function);

    private static string? Marked(FormulaContract contract) => contract.Marked == "impure" ? "is marked impure" : null;

    private bool IsFormula(string unit) => World.Units.TryGetValue(unit, out var found) && found.Formulas.Length > 0 && found.Formulas.Length == World.Graph.GroupOf[unit["w.".Length..]].Members.Length;
}

/// <param name="Variables">That the code names, in order.</param>
/// <param name="Units">Its own and those it reaches.</param>
internal sealed record ReachedCode(ContentHash Code, ImmutableArray<string> Certain, string? Volatile, ImmutableArray<string> Variables, IReadOnlySet<string> Units)
    : FormulaCode(Code, Certain, Volatile)
{
    /// <summary>The inputs that these variables are, with code inside their values; and until when that is so, as <see cref="VariableInputs.CodeMoment"/> says.</summary>
    public (int CodeMoment, ImmutableArray<Dataflow.Input> Inputs) Found { get; set; } = (-1, []);
}
