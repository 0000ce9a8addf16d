using Stet.Model;

namespace Stet.Dataflow;

/// <summary>
/// Brings one formula up to date, and with it those it is computed from. Says which formula has to run next; who runs it says what came of it. Each is
/// compared before it is run: where its code, its inputs and the formulas it read last are as they were, its result holds and it is not run. An equal
/// result has an equal version, so the wave ends there. Formulas that do not depend on each other are given out side by side. Nothing recurses.
/// A formula is in one wave at a time. Who waits for one that another wave has goes on with that wave (<see cref="Others"/>): it may be waiting for who waits.
/// Held by <c>WaveTests</c> and <c>WavePropertyTests</c>.
/// </summary>
public sealed class Wave
{
    private readonly Stack<Formula> agenda = new();
    private readonly List<Formula> owned = [];
    private readonly FormulaGraph graph;
    private readonly Formula target;
    private readonly Func<Formula, bool> isAbove;
    private readonly HashSet<Formula> awaited = [];
    private int running;

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

    /// <summary>How many formulas the wave has.</summary>
    public int Size => owned.Count;

    /// <summary>How many who are no part of it run a formula of it.</summary>
    public int Guests { get; set; }

    /// <summary>Whether there is something to do: more may have become ready while others went on.</summary>
    public bool CanGoOn => agenda.Count > 0 || IsComplete || target.Owner is null;

    /// <summary>The waves that have what this one waits for.</summary>
    public IReadOnlyList<Wave> Others
    {
        get
        {
            awaited.RemoveWhere(f => f.Owner is null || f.Owner == this);
            return [.. awaited.Append(target).Select(f => f.Owner).OfType<Wave>().Where(w => w != this).Distinct()];
        }
    }

    /// <summary>A formula to be run now, by anyone; null while there is none. Then the wave is complete, or what others run has to end first.</summary>
    /// <param name="isAboveGuest">Whether a formula is being evaluated by who asks without being part of the wave.</param>
    public Formula? Next(Func<Formula, bool>? isAboveGuest = null)
    {
        if (owned.Count == 0 && !IsComplete && target.Owner is null)
        {
            Own(target); // The wave that had it was given up.
        }

        while (agenda.TryPop(out var formula))
        {
            switch (Compare(formula, isAboveGuest))
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
        return running == 0 && owned.Count > 0 && Others.Count == 0 && !IsComplete ? Begin(owned[0]) : null;
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

    /// <summary>A formula that was given out was not run to its end: it is to be given out again.</summary>
    public void GiveBack(Formula formula)
    {
        if (formula.Owner == this && formula.IsRunning)
        {
            running--;
            formula.IsRunning = false;
            agenda.Push(formula);
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

    private Verdict Compare(Formula formula, Func<Formula, bool>? isAboveGuest)
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
            ? Verdict.Runs : CompareReads(formula, isAboveGuest);
    }

    private Verdict CompareReads(Formula formula, Func<Formula, bool>? isAboveGuest)
    {
        for (; formula.Cursor < formula.Reads.Length; formula.Cursor++)
        {
            var read = formula.Reads[formula.Cursor];
            if (isAbove((Formula)read.Node) || isAboveGuest?.Invoke((Formula)read.Node) == true)
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
            awaited.Add(read);
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
