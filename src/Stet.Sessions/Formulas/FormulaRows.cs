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
                string.Join(", ", formula.Reads.Select(r => r.Node.Name)), string.Join(", ", engine.Formulas.ReachOf(name).Variables));
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
        var facts = graph.FactsOf(formula);
        return facts.Volatile is { } reason ? $"volatile: {reason}"
            : Ancestry.FormulasOf(formula).FirstOrDefault(f => graph.FactsOf(f).Volatile is not null) is { } source ? $"volatile: it reads {source}, {graph.FactsOf(source).Volatile}"
            : !formula.HasResult ? "not computed yet"
            : !Ancestry.Holds(graph, formula) ? "stale"
            : engine.Formulas.Table.Known(name)?.Error is { } error ? $"error: {error.Message}" : "current";
    }
}
