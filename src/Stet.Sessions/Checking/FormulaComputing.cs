using System.Collections.Immutable;
using Stet.Dataflow;
using Stet.Display;
using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Formulas;
using Stet.Sessions.Commands;

namespace Stet.Sessions.Checking;

/// <summary>Computes formulas in a clean workspace, by the same table that computes them in every other: each once, those that others read before these.</summary>
internal sealed class FormulaComputing(Engine engine, Action<CheckMessage> tell)
{
    private FormulaTable Table => engine.Formulas.Table;

    private readonly List<ComputedFormula> others = [];

    public void Run(IReadOnlyList<FormulaRequest> requests)
    {
        var present = requests.Where(r => engine.World.Formula(r.Name) is not null).ToDictionary(r => r.Name);
        foreach (var request in Ordered(present))
        {
            tell(new() { Begun = request.Name });
            tell(new() { Computed = Computed(request, Compute) });
        }

        foreach (var first in others.Where(o => others.TrueForAll(read => !o.Reads.ContainsKey(read.Name))))
        {
            tell(new() { Begun = first.Name });
            tell(new() { Repeated = Computed(present[first.Name], request => Repeat(request, first)) });
        }
    }

    /// <summary>Each after those that every evaluation of it reads, so that it is known which one is being computed.</summary>
    private List<FormulaRequest> Ordered(Dictionary<string, FormulaRequest> requests) => Table.Locked(graph =>
    {
        var order = new List<FormulaRequest>();
        var seen = new HashSet<string>();
        var open = new Stack<(string Name, bool IsSeenTo)>(requests.Keys.Reverse().Select(name => (name, false)));
        while (open.TryPop(out var next))
        {
            if (next.IsSeenTo)
            {
                order.AddRange(requests.TryGetValue(next.Name, out var request) ? [request] : []);
            }
            else if (engine.World.Formula(next.Name) is not null && seen.Add(next.Name))
            {
                open.Push((next.Name, true));
                foreach (var read in graph.FactsOf(graph.Formula(next.Name)).Certain)
                {
                    open.Push((read.Name, false));
                }
            }
        }

        return order;
    });

    private ComputedFormula Computed(FormulaRequest request, Func<FormulaRequest, ComputedFormula> compute)
    {
        var run = new Run(default, (_, _) => { });
        ComputedFormula? computed = null;
        var thrown = engine.RunThread.Execute(run, () => computed = compute(request)).GetAwaiter().GetResult();
        return computed ?? new(request.Name, "", "", ImmutableDictionary<string, string>.Empty, ImmutableDictionary<string, string>.Empty, "", null) { Unavailable = thrown?.Message ?? "it was stopped" };
    }

    private ComputedFormula Compute(FormulaRequest request)
    {
        Stand(request);
        var (cell, error) = Read(request.Name);
        var found = Seen(request.Name, error);
        if (request.Version is null || found.Version == request.Version || found.Unavailable is not null)
        {
            return found;
        }

        var version = Table.Reader.VersionOf(cell.Last, cell.ValueType);
        found = found with { IsLive = error is null && !version.IsWhole, Unordered = error is null && version.IsWhole ? UnorderedContent.Of(cell.Last, cell.ValueType) : null };
        others.Add(found);
        return found;
    }

    /// <summary>Once more, when all others have been computed: these have read what came out first.</summary>
    private ComputedFormula Repeat(FormulaRequest request, ComputedFormula first)
    {
        Stand(request);
        Table.DropValues([request.Name]);
        var again = Seen(request.Name, Read(request.Name).Error);
        return again.Version == first.Version ? first : first with { Again = again.Error ?? again.Text };
    }

    private void Stand(FormulaRequest request)
    {
        Toolbox.Commands.Workspace = new EngineView(engine);
        Environment.CurrentDirectory = Directory.Exists(request.Directory) ? request.Directory : engine.Folder;
    }

    private (FormulaCell Cell, Exception? Error) Read(string name)
    {
        var cell = Table.CellOf(name);
        try
        {
            _ = cell.Boxed;
            return (cell, null);
        }
        catch (Exception thrown) when (Runtime.Run.Current is not { StopRequested: true })
        {
            return (cell, thrown); // It is what the formula is.
        }
    }

    private ComputedFormula Seen(string name, Exception? error)
    {
        var cell = Table.CellOf(name);
        return Table.Locked(graph =>
        {
            var formula = graph.Formula(name);
            return new ComputedFormula(
                name, formula.Version.ToString(), formula.Code.ToString(), VersionsOf(formula.Inputs), VersionsOf(formula.Reads),
                error is null ? ShownValue.Of(cell) : "", error is null ? null : ShownValue.Of(error))
            {
                Unavailable = error is null ? null : Unavailable(error),
            };
        });
    }

    private static Dictionary<string, string> VersionsOf(ImmutableArray<Seen> seen) => seen.ToDictionary(s => s.Node.Name, s => s.Version.ToString());

    /// <summary>A value could not be had: that is not what the formula's own code makes of its inputs.</summary>
    private static string? Unavailable(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is VariableUnavailableException or BrokenUnitException)
            {
                return inner.Message;
            }
        }

        return null;
    }
}
