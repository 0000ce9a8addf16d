using Stet.Dataflow;
using Stet.Display;
using Stet.Model;
using Stet.Runtime.Formulas;
using Stet.Sessions.Commands;
using Stet.Toolbox;
using Stet.Worlds;

namespace Stet.Sessions.Formulas;

/// <summary>What <c>who</c> and <c>formulas</c> say of formulas. Looking runs nothing: what is not up to date is shown as that.</summary>
internal static class FormulaRows
{
    public static IEnumerable<VariableRow> ForWho(Engine engine) => Names(engine).Select(name => WhoRow(engine, name));

    public static IReadOnlyList<FormulaRow> All(Engine engine) => [.. Names(engine).Select(name => Row(engine, name))];

    /// <summary>What is computed from what: of formulas that never ran, as far as their text tells.</summary>
    public static DependencyGraph Graph(Engine engine)
    {
        var rows = Names(engine).Select(name => (Name: name, State: StateOf(engine, name), From: From(engine, name))).ToList();
        var inputs = rows.SelectMany(r => r.From).Distinct().Except(rows.Select(r => r.Name)).Order(StringComparer.Ordinal).Select(name => new DependencyNode(name, false, "", []));
        return new([.. inputs, .. rows.Select(r => new DependencyNode(r.Name, true, r.State, r.From))]);
    }

    private static List<string> From(Engine engine, string name) => engine.Formulas.Table.Locked(graph =>
    {
        var formula = graph.Formula(name);
        IEnumerable<string> names = formula.HasResult
            ? formula.Inputs.Concat(formula.Reads).Select(s => s.Node.Name) : engine.Formulas.ReachOf(name).Variables.Concat(graph.FactsOf(formula).Certain.Select(f => f.Name));
        return names.Distinct().Order(StringComparer.Ordinal).ToList();
    });

    public static string StateOf(Engine engine, string name) => engine.Formulas.Table.Locked(graph => StateOf(engine, graph, name));

    private static IEnumerable<string> Names(Engine engine) =>
        engine.World.Graph.Definitions.Values.Where(d => d.Kind == DefinitionKind.Formula).Select(d => d.Key);

    private static VariableRow WhoRow(Engine engine, string name)
    {
        var cell = engine.Formulas.Table.Known(name);
        var text = cell is { HasValue: true } ? ValueText.ShowShort(cell.Last, cell.ValueType, DisplayOptions.Default with { Width = 60 }) : "";
        return new(name, TypeOf(engine, name), text, engine.Formulas.Results.BytesOf(name), engine.Formulas.LastRunOf(name)?.In ?? default, "formula: " + StateOf(engine, name));
    }

    private static FormulaRow Row(Engine engine, string name)
    {
        var state = StateOf(engine, name);
        return engine.Formulas.Table.Locked(graph =>
        {
            var formula = graph.Formula(name);
            return new FormulaRow(name, TypeOf(engine, name), state, formula.Runs, Math.Round(engine.Formulas.LastRunOf(name)?.Duration.TotalMilliseconds ?? 0, 3),
                string.Join(", ", formula.Reads.Select(r => r.Node.Name)), string.Join(", ", formula.HasResult ? formula.Inputs.Select(i => i.Node.Name) : engine.Formulas.ReachOf(name).Variables));
        });
    }

    private static string TypeOf(Engine engine, string name) => StoredText.TypeName(engine.World.Formula(name)?.Type ?? "");

    private static string StateOf(Engine engine, FormulaGraph graph, string name)
    {
        if (engine.World.Formula(name) is null)
        {
            return "broken";
        }

        engine.Formulas.Refresh(graph);
        var formula = graph.Formula(name);
        return VolatileBy(formula) is { } reason ? $"volatile: {reason}"
            : Ancestry.FormulasOf(formula).FirstOrDefault(f => VolatileBy(f) is not null) is { } source ? $"volatile: it reads {source}, which {VolatileBy(source)}"
            : engine.Formulas.Table.IsInProgress(formula) ? "in progress"
            : !formula.HasResult ? "not computed yet"
            : !Ancestry.Holds(graph, formula) ? "stale"
            : engine.Formulas.Table.Known(name)?.Error is { } error ? $"error: {error.Message}" : "current";

        string? VolatileBy(Formula f) => graph.FactsOf(f).Volatile ?? engine.Formulas.Table.ImpurityInValues(f);
    }
}
