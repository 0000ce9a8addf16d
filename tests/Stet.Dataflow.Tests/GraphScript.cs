using System.Collections.Immutable;
using Stet.Model;

namespace Stet.Dataflow.Tests;

/// <summary>
/// A small model of formulas: each is a function of inputs and of other formulas, run by a wave, with a log of what ran. Text in, text out:
/// <c>Reads("c")</c> gives the value and what ran for it.
/// </summary>
internal sealed class GraphScript
{
    private readonly Dictionary<string, (string Code, Func<GraphScript, long> Run, string[] Inputs, string[] Certain)> code = [];
    private readonly Dictionary<string, long> results = [];
    private readonly Dictionary<string, long> values = [];
    private readonly Stack<List<Seen>> frames = new();
    private readonly HashSet<string> volatiles = [];

    public GraphScript() => Graph = new(f => code.TryGetValue(f.Name, out var known)
        ? new(VersionOf(known.Code), [.. known.Certain.Select(Graph!.Formula)], volatiles.Contains(f.Name) ? "volatile" : null) : FormulaFacts.Unknown);

    public FormulaGraph Graph { get; }

    public List<string> Ran { get; } = [];

    public void Set(string input, long value)
    {
        values[input] = value;
        Graph.Set(Graph.Input(input), VersionOf(value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <param name="text">Stands for the code: another text is other code.</param>
    public void Define(string name, string text, Func<GraphScript, long> run, string[] inputs, string[]? certain = null, bool isVolatile = false)
    {
        code[name] = (text, run, inputs, certain ?? []);
        _ = isVolatile ? volatiles.Add(name) : volatiles.Remove(name);
        Graph.CodeChanged();
    }

    public long Input(string name) => values[name];

    /// <summary>A read from within a formula, or from outside.</summary>
    public long Read(string name)
    {
        var formula = Graph.Formula(name);
        if (frames.Count == 0)
        {
            Graph.LookAgain();
        }

        Run(new Wave(Graph, formula, Graph.Moment, Graph.Look));
        if (frames.TryPeek(out var reads) && reads.All(r => r.Node != formula))
        {
            reads.Add(new(formula, formula.Version));
        }

        return results[name];
    }

    /// <summary>The value, and what ran for it.</summary>
    public string Reads(string name)
    {
        Ran.Clear();
        var value = Read(name);
        Graph.CheckInvariants();
        return $"{value}: {string.Join(' ', Ran)}".TrimEnd(' ', ':');
    }

    public void Run(Wave wave)
    {
        while (!wave.IsComplete)
        {
            var formula = wave.Next();
            if (formula is not null)
            {
                wave.Done(formula, Evaluate(formula));
            }
        }
    }

    private Evaluation Evaluate(Formula formula)
    {
        var known = code[formula.Name];
        Ran.Add(formula.Name);
        frames.Push([]);
        results[formula.Name] = known.Run(this);
        return new(VersionOf(results[formula.Name].ToString(System.Globalization.CultureInfo.InvariantCulture)), VersionOf(known.Code),
            [.. known.Inputs.Select(i => new Seen(Graph.Input(i), Graph.Input(i).Version))], [.. frames.Pop()]);
    }

    public static ContentHash VersionOf(string text) => new(1, (ulong)text.Aggregate(17L, (hash, c) => hash * 1_000_003 + c));
}
