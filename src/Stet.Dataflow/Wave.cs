using Stet.Model;

namespace Stet.Dataflow;

/// <summary>
/// Brings one formula up to date, and with it those it is computed from. Says which formula has to run next; who runs it says what came of it. Each is
/// compared before it is run: where its code, its inputs and the formulas it read last are as they were, its result holds and it is not run. An equal
/// result has an equal version, so the wave ends there. Formulas that do not depend on each other are given out side by side. Nothing recurses.
/// Held by <c>WaveTests</c> and <c>WavePropertyTests</c>.
/// </summary>
public sealed class Wave
{
    private readonly Stack<Formula> agenda = new();
    private readonly List<Formula> owned = [];
    private readonly FormulaGraph graph;
    private readonly Formula target;
    private readonly Func<Formula, bool> isAbove;
    private int running;
    private int foreign;

    /// <param name="moment">The moment that the result is to be right for: of the graph, or of the evaluation that reads it.</param>
    /// <param name="isAbove">Whether a formula is being evaluated by who asks: to wait for it would never end.</param>
    public Wave(FormulaGraph graph, Formula target, int moment, int look, Func<Formula, bool>? isAbove = null)
    {
        this.graph = graph;
        this.target = target;
        this.isAbove = isAbove ?? (_ => false);
        Moment = moment;
        Look = look;
        if (target.Owner is null && !IsComplete)
        {
            Own(target);
        }
    }

    public int Moment { get; }

    public int Look { get; }

    /// <summary>What is brought up to date.</summary>
    public Formula Target => target;

    public bool IsComplete => target.IsFresh(Moment, Look);

    /// <summary>How many formulas wait to be compared or run.</summary>
    public int Ready => agenda.Count;

    /// <summary>A formula to be run now, by anyone; null while there is none. Then the wave is complete, or what others run has to end first.</summary>
    public Formula? Next()
    {
        if (owned.Count == 0 && !IsComplete && target.Owner is null)
        {
            Own(target); // The wave that had it was given up.
        }

        while (agenda.TryPop(out var formula))
        {
            switch (Compare(formula))
            {
                case Verdict.Holds:
                    Release(formula);
                    break;
                case Verdict.Runs:
                    return Begin(formula);
                default:
                    break;
            }
        }

        // They wait only for each other, by what they read last, which says nothing of what they read now: running one of them shows.
        return running == 0 && foreign == 0 && owned.Count > 0 && !IsComplete ? Begin(owned[0]) : null;
    }

    /// <summary>A formula has run.</summary>
    public void Done(Formula formula, Evaluation evaluation)
    {
        if (formula.Owner == this)
        {
            running--;
            formula.Take(evaluation, Moment, Look);
            Release(formula);
        }
    }

    /// <summary>Gives up: it was stopped. What was not evaluated stays as it was.</summary>
    public void Abandon()
    {
        foreach (var formula in owned.ToList())
        {
            Release(formula);
        }

        agenda.Clear();
    }

    private Verdict Compare(Formula formula)
    {
        if (formula.IsFresh(Moment, Look))
        {
            return Verdict.Holds;
        }

        if (!formula.HasPrepared)
        {
            formula.HasPrepared = true;
            var certain = graph.FactsOf(formula).Certain;
            for (var i = certain.Length - 1; i >= 0; i--)
            {
                Need(formula, certain[i]); // The last on the agenda is the first to be seen to.
            }
        }

        if (formula.Missing > 0)
        {
            return Verdict.Waits;
        }

        var facts = graph.FactsOf(formula);
        return !formula.HasResult || formula.Code != facts.Code || facts.Volatile is not null || formula.HoldsForOneLook || !formula.InputsHold()
            ? Verdict.Runs : CompareReads(formula);
    }

    private Verdict CompareReads(Formula formula)
    {
        for (; formula.Cursor < formula.Reads.Length; formula.Cursor++)
        {
            var read = formula.Reads[formula.Cursor];
            if (isAbove((Formula)read.Node))
            {
                return Verdict.Runs;
            }

            if (Need(formula, (Formula)read.Node))
            {
                return Verdict.Waits;
            }

            if (!read.Holds)
            {
                return Verdict.Runs;
            }
        }

        formula.Confirm(Moment, Look);
        return Verdict.Holds;
    }

    /// <summary>Makes a formula wait for another, unless that is fresh.</summary>
    private bool Need(Formula formula, Formula read)
    {
        if (read.IsFresh(Moment, Look))
        {
            return false;
        }

        read.Waiting.Add(formula);
        formula.Missing++;
        if (read.Owner is null)
        {
            Own(read);
        }
        else if (read.Owner != this)
        {
            foreign++;
        }

        return true;
    }

    private void Own(Formula formula)
    {
        formula.Owner = this;
        formula.HasPrepared = false;
        formula.Cursor = 0;
        formula.PlaceInWave = owned.Count;
        owned.Add(formula);
        agenda.Push(formula);
    }

    private Formula Begin(Formula formula)
    {
        formula.Missing = 0;
        formula.IsRunning = true;
        running++;
        return formula;
    }

    private void Release(Formula formula)
    {
        Disown(formula);
        formula.Owner = null;
        formula.IsRunning = false;
        formula.Missing = 0;
        foreach (var waiting in formula.Waiting)
        {
            if (waiting.Owner is { } other && other != this)
            {
                other.foreign--;
            }

            if (!formula.IsFresh(Moment, Look))
            {
                waiting.HasPrepared = false; // The wave was given up: it has to be asked for again.
            }

            if (waiting.Missing > 0 && --waiting.Missing == 0)
            {
                waiting.Owner?.agenda.Push(waiting);
            }
        }

        formula.Waiting.Clear();
    }

    private void Disown(Formula formula)
    {
        if (formula.Owner == this)
        {
            var last = owned[^1];
            (owned[formula.PlaceInWave], last.PlaceInWave) = (last, formula.PlaceInWave);
            owned.RemoveAt(owned.Count - 1);
        }
    }

    private enum Verdict
    {
        Holds,
        Waits,
        Runs,
    }
}
