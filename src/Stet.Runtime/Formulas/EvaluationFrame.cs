using System.Collections.Concurrent;
using Stet.Dataflow;

namespace Stet.Runtime.Formulas;

/// <summary>One evaluation of a formula under way: what it reads is noted here. Flows with the code, also into tasks and parallel loops.</summary>
internal sealed class EvaluationFrame(Formula formula, EvaluationFrame? above, int moment, int look)
{
    private static readonly AsyncLocal<EvaluationFrame?> Flowing = new();

    private readonly List<Seen> reads = [];

    /// <summary>Null outside of evaluations, and in code that an evaluation started and left behind.</summary>
    public static EvaluationFrame? Current
    {
        get => Flowing.Value is { IsOver: false } frame ? frame : null;
        set => Flowing.Value = value;
    }

    public Formula Formula { get; } = formula;

    public EvaluationFrame? Above { get; } = above;

    public int Moment { get; } = moment;

    public int Look { get; } = look;

    public bool IsOver { get; set; }

    public IReadOnlyList<Seen> Reads => reads;

    /// <summary>The caller holds the table's lock.</summary>
    public void Note(Formula read)
    {
        foreach (var known in reads.Count <= 16 ? reads : [])
        {
            if (known.Node == read)
            {
                return;
            }
        }

        if (reads.Count <= 16 || known.Add(read))
        {
            reads.Add(new(read, read.Version));
            known.UnionWith(reads.Count == 17 ? reads.Select(r => r.Node) : []);
        }
    }

    /// <summary>Full paths of files that were read.</summary>
    public ConcurrentBag<string> Files { get; } = [];

    public bool IsAbove(Formula other)
    {
        for (var frame = this; frame is not null; frame = frame.Above)
        {
            if (frame.Formula == other)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>From a formula that is being evaluated back to itself.</summary>
    public IReadOnlyList<string> PathFrom(Formula start)
    {
        List<string> path = [start.Name];
        for (var frame = this; frame is not null && frame.Formula != start; frame = frame.Above)
        {
            path.Insert(0, frame.Formula.Name);
        }

        path.Insert(0, start.Name);
        return path;
    }

    private readonly HashSet<Node> known = [];
}
