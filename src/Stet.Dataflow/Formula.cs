using System.Collections.Immutable;
using Stet.Model;

namespace Stet.Dataflow;

/// <summary>
/// A value that is computed from others. What is remembered of its last evaluation says whether its result still holds: the version of its code, of the
/// inputs that its code reaches, and of the formulas that it read, in the order in which it read them. Changed only by <see cref="FormulaGraph"/> and
/// <see cref="Wave"/>.
/// </summary>
public sealed class Formula(string name) : Node(name)
{
    /// <summary>What was known of its code when it was last asked for; see <see cref="FormulaGraph.FactsOf"/>.</summary>
    public FormulaFacts Facts { get; internal set; } = FormulaFacts.Unknown;

    internal int FactsAt { get; set; } = -1;

    public bool HasResult { get; private set; }

    /// <summary>Of the code that computed the result, with all it reaches that is no formula.</summary>
    public ContentHash Code { get; private set; }

    public ImmutableArray<Seen> Inputs { get; private set; } = [];

    /// <summary>One of <see cref="Inputs"/> has had another version since it was seen that they all hold.</summary>
    internal bool InputsMayDiffer { get; set; } = true;

    /// <summary>The formulas that were read, each once, in order.</summary>
    public ImmutableArray<Seen> Reads { get; private set; } = [];

    /// <summary>True where it is volatile or has read one that is: its result holds for one look only.</summary>
    public bool IsUnsettled { get; private set; }

    /// <summary>The result says nothing of the next look, as that of a cycle.</summary>
    public bool HoldsForOneLook { get; private set; }

    /// <summary>Whatever who runs it has to keep with it.</summary>
    public object? Attached { get; set; }

    /// <summary>How often it was evaluated.</summary>
    public int Runs { get; private set; }

    internal int CheckedAt { get; private set; } = -1;

    internal int LookedAt { get; private set; } = -1;

    /// <summary>The wave that is bringing it up to date; null when none is.</summary>
    internal Wave? Owner { get; set; }

    /// <summary>Its place in the list of those that the wave has.</summary>
    internal int PlaceInWave { get; set; }

    internal bool IsRunning { get; set; }

    /// <summary>Whether the reads that every evaluation makes have been seen to in this wave.</summary>
    internal bool HasPrepared { get; set; }

    /// <summary>The first of <see cref="Reads"/> that has not been compared in this wave.</summary>
    internal int Cursor { get; set; }

    /// <summary>How many formulas it waits for.</summary>
    internal int Missing { get; set; }

    /// <summary>The formulas that wait for it.</summary>
    internal List<Formula> Waiting { get; } = [];

    /// <inheritdoc cref="Waiting" />
    public IReadOnlyList<Formula> Waiters => Waiting;

    /// <summary>Whether the result is right at a moment and for a look, without anything having to be compared.</summary>
    public bool IsFresh(int moment, int look) => HasResult && CheckedAt >= moment && (!IsUnsettled || LookedAt >= look);

    internal void Confirm(int moment, int look)
    {
        CheckedAt = moment;
        LookedAt = look;
        IsUnsettled = HoldsForOneLook || Facts.Volatile is not null || AnyUnsettled(Reads);
    }

    internal void Take(Evaluation evaluation, int moment, int look)
    {
        Runs++;
        Remember(evaluation);
        Confirm(moment, look);
    }

    /// <summary>What is known of an evaluation that was made earlier, perhaps by another process.</summary>
    internal void Remember(Evaluation evaluation)
    {
        HasResult = true;
        Follow(evaluation.Inputs);
        (Version, Code, Inputs, Reads) = (evaluation.Version, evaluation.Code, evaluation.Inputs, evaluation.Reads);
        HoldsForOneLook = evaluation.HoldsForOneLook;
    }

    /// <summary>Whether what it was computed from is as it was. Costs what has changed: who is not told of a change does not look.</summary>
    internal bool InputsHold()
    {
        if (InputsMayDiffer)
        {
            foreach (var input in Inputs)
            {
                if (!input.Holds)
                {
                    return false;
                }
            }

            InputsMayDiffer = false;
        }

        return true;
    }

    /// <summary>From now on it is told when one of these changes, and of no others.</summary>
    internal void Follow(ImmutableArray<Seen> inputs)
    {
        InputsMayDiffer = true;
        if (IsSame(inputs))
        {
            return;
        }

        foreach (var input in Inputs)
        {
            ((Input)input.Node).RemoveReader(this);
        }

        foreach (var input in inputs)
        {
            ((Input)input.Node).AddReader(this);
        }
    }

    private bool IsSame(ImmutableArray<Seen> inputs)
    {
        for (var i = 0; i < inputs.Length && inputs.Length == Inputs.Length; i++)
        {
            if (inputs[i].Node != Inputs[i].Node)
            {
                return false;
            }
        }

        return inputs.Length == Inputs.Length;
    }

    internal void Forget()
    {
        HasResult = false;
        CheckedAt = -1;
    }

    private static bool AnyUnsettled(ImmutableArray<Seen> reads)
    {
        foreach (var read in reads)
        {
            if (((Formula)read.Node).IsUnsettled)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What is known of a formula's code.</summary>
/// <param name="Code">Changes exactly when what it compiles to, or what it reaches that is no formula, compiles to something else.</param>
/// <param name="Certain">Formulas that every evaluation reads.</param>
/// <param name="Volatile">Why its value may differ though nothing it is computed from has changed; null where it may not.</param>
public sealed record FormulaFacts(ContentHash Code, ImmutableArray<Formula> Certain, string? Volatile)
{
    public static FormulaFacts Unknown { get; } = new(default, [], null);
}

/// <summary>What came of running a formula once.</summary>
/// <param name="Version">Of the value, or of the error that it is.</param>
public readonly record struct Evaluation(ContentHash Version, ContentHash Code, ImmutableArray<Seen> Inputs, ImmutableArray<Seen> Reads)
{
    /// <summary>It is no result to be held: a cycle, which may be gone though nothing that was read has changed.</summary>
    public bool HoldsForOneLook { get; init; }
}
