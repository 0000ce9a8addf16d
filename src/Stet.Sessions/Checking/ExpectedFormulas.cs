using Stet.Dataflow;
using Stet.Model;
using Stet.Sessions.Foreseeing;
using Stet.Sessions.Formulas;
using Stet.Sessions.Variables;
using Stet.Worlds;

namespace Stet.Sessions.Checking;

/// <summary>What the workspace has of a formula at one moment.</summary>
/// <param name="Directory">Where relative file names began when it was computed.</param>
/// <param name="Version">Of its value or error; null where it has none that is up to date.</param>
/// <param name="Inputs">The variables and files that it was computed from.</param>
/// <param name="Reads">The formulas that it read.</param>
/// <param name="Named">The formulas that its code names, whether they are read or not.</param>
/// <param name="WhyNot">Why it is not to be computed in another process; null where it is.</param>
internal sealed record ExpectedFormula(
    string Name, string Directory, string? Version, string Code, IReadOnlyList<ExpectedInput> Inputs, IReadOnlyList<string> Reads, IReadOnlyList<string> Named, string? WhyNot)
{
    /// <summary>Computing it could destroy something.</summary>
    public bool IsDestructive { get; init; }

    public FormulaRequest Request => new(Name, Directory, Version);
}

/// <param name="IsKept">The store has the very value that the formula was computed from.</param>
internal sealed record ExpectedInput(string Name, string Version, bool IsKept);

/// <summary>
/// What the formulas of a workspace are at this moment, without any of them being run; and which must not be computed for a check: volatile ones, which give another value each time, those that could
/// destroy something, and those over values that only this process has.
/// </summary>
/// <param name="directory">Where relative file names begin that nothing else is known of.</param>
internal sealed class ExpectedFormulas(Engine engine, string directory)
{
    private const string Destroys = "can delete or overwrite files";

    private readonly HashSet<string> destructive = [.. engine.Foresight.Rows().Where(r => r.Destructive).Select(r => r.Name)];
    private readonly bool isQuiet = !engine.Foreground.IsBusy;

    public IReadOnlyList<ExpectedFormula> All()
    {
        var names = engine.World.Graph.Definitions.Values.Where(d => d.Kind == DefinitionKind.Formula && engine.World.Formula(d.Key) is not null).Select(d => d.Key);
        return Skipping.Spread([.. names.Order(StringComparer.Ordinal).Select(Of)]);
    }

    private ExpectedFormula Of(string name) => engine.Formulas.Table.Locked(graph =>
    {
        engine.Formulas.Refresh(graph);
        var formula = graph.Formula(name);
        var facts = graph.FactsOf(formula); // Brings back what was kept of it, too.
        var holds = Ancestry.Holds(graph, formula);
        var isDestructive = destructive.Contains(name) || BringsDestruction(name);
        return new ExpectedFormula(
            name, engine.Formulas.Table.DirectoryOf(name) ?? directory, holds ? formula.Version.ToString() : null, formula.Code.ToString(),
            holds ? [.. formula.Inputs.Select(ExpectedOf)] : [], holds ? [.. formula.Reads.Select(r => r.Node.Name)] : [], NamedBy(name),
            isDestructive ? Destroys : (facts.Volatile ?? engine.Formulas.Table.ImpurityInValues(formula)) is { } reason ? $"is volatile: {reason}" : Absence(formula))
        { IsDestructive = isDestructive };
    });

    private ExpectedInput ExpectedOf(Seen seen) =>
        new(seen.Node.Name, seen.Version.ToString(), isQuiet && engine.Variables.Find(seen.Node.Name) is { Escaped: false, Trouble: "", Keeping.IsCompleted: true, Stored: not null });

    private List<string> NamedBy(string formula) =>
        [.. engine.Formulas.ReachOf(formula).Units.SelectMany(u => engine.World.Units[u].References).Distinct().SelectMany(FormulasIn).Where(f => f != formula)];

    private IEnumerable<string> FormulasIn(string unit) => engine.World.Units.TryGetValue(unit, out var found) ? found.Formulas.Select(f => f.Name) : [];

    /// <summary>An input that another process would not have; null where it would have all.</summary>
    private string? Absence(Formula formula) => engine.Formulas.ReachOf(formula.Name).Variables.Concat(formula.Inputs.Select(i => i.Node.Name)).Distinct()
        .Select(engine.Variables.Find).OfType<Variable>().Where(v => v.Owner is null).Select(Absence).FirstOrDefault(a => a is not null) is { } absence ? $"is computed from {absence}" : null;

    private static string? Absence(Variable variable) =>
        variable.Trouble.Length > 0 ? $"{variable.Name}, which is not kept ({variable.Trouble})"
        : variable.Stored is null ? $"{variable.Name}, which has not been kept yet"
        : variable.Stored.LiveParts.Concat(variable.Stored.Lost).FirstOrDefault() is { } live ? $"{variable.Name}, of which one process alone has a part ({live.Path}: {live.Type})"
        : null;

    /// <summary>Whether it may do so by code that only a variable's value shows: a function in it.</summary>
    private bool BringsDestruction(string formula)
    {
        var world = engine.World;
        return engine.Formulas.ReachOf(formula).Variables.Any(HasCode) && world.Units.TryGetValue(world.Graph.GroupOf[formula].UnitName, out var unit)
            && Effects.CSharpEffects.OfDefinition(CodeForesight.SummaryOf(unit), WorkspaceForesight.OwnTypes(world.Graph.Definitions[formula]), new CodeForesight(engine, world, directory)).Destructive;
    }

    private bool HasCode(string variable) => engine.Variables.Find(variable)?.Stored is { } stored && stored.Units.Any(u => !IsTypes(u));

    private bool IsTypes(string unit) =>
        unit.StartsWith("w.", StringComparison.Ordinal) && engine.World.Graph.GroupOf.TryGetValue(unit["w.".Length..], out var group) && group.Members.All(m => m.Kind == DefinitionKind.Type);
}
