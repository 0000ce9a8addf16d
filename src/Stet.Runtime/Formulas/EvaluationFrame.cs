using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Stet.Dataflow;

namespace Stet.Runtime.Formulas;

/// <summary>One evaluation of a formula under way: what it reads is noted here. Flows with the code, also into tasks and parallel loops.</summary>
internal sealed class EvaluationFrame(Formula formula, EvaluationFrame? above, int moment, int look)
{
    private const int Few = 16;

    private static readonly AsyncLocal<EvaluationFrame?> Flowing = new();

    private Seen[] reads = formula.Reads.IsEmpty ? [] : new Seen[formula.Reads.Length];
    private int count;
    private HashSet<Node>? known;
    private ConcurrentBag<string>? files;

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

    /// <summary>Each once, in order.</summary>
    public ImmutableArray<Seen> Reads => count == reads.Length ? ImmutableCollectionsMarshal.AsImmutableArray(reads) : [.. reads.AsSpan(0, count)];

    /// <summary>Full paths of files that were read.</summary>
    public IReadOnlyCollection<string> Files => files is null ? [] : files;

    public void NoteFile(string path) => LazyInitializer.EnsureInitialized(ref files).Add(path);

    /// <summary>The caller holds the table's lock.</summary>
    public void Note(Formula read)
    {
        if (IsNoted(read))
        {
            return;
        }

        if (count == reads.Length)
        {
            Array.Resize(ref reads, Math.Max(2, 2 * count));
        }

        reads[count++] = new(read, read.Version);
    }

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

    private bool IsNoted(Formula read)
    {
        if (count >= Few)
        {
            known ??= [.. reads.Take(count).Select(r => r.Node)];
            return !known.Add(read);
        }

        foreach (var one in reads.AsSpan(0, count))
        {
            if (one.Node == read)
            {
                return true;
            }
        }

        return false;
    }
}
