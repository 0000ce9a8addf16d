using Stet.Dataflow;

namespace Stet.Runtime.Formulas;

/// <summary>
/// Evaluations on different threads that wait for each other in a circle: each is computed from itself, though no thread sees more than its own part. Who would
/// close the circle finds it. The caller holds the table's lock.
/// </summary>
internal sealed class WaitingCycle
{
    private readonly List<(EvaluationFrame Frame, Formula For)> waits = [];

    /// <summary>Until <see cref="Ended"/> the evaluation waits for a formula that another one runs.</summary>
    /// <exception cref="FormulaCycleException">That one waits for this, at some remove.</exception>
    public void Begin(EvaluationFrame frame, Formula awaited)
    {
        if (PathTo(frame, awaited) is { } path)
        {
            throw new FormulaCycleException(path);
        }

        waits.Add((frame, awaited));
    }

    public void Ended(EvaluationFrame frame, Formula awaited) => waits.Remove((frame, awaited));

    /// <summary>From the evaluation, or one that it is part of, over what is awaited and back; null where that waits for none of them.</summary>
    private List<string>? PathTo(EvaluationFrame frame, Formula awaited)
    {
        var from = new Dictionary<Formula, Formula?>();
        var waiting = new Queue<Formula>();
        for (var own = frame; own is not null; own = own.Above)
        {
            from.TryAdd(own.Formula, null);
            waiting.Enqueue(own.Formula);
        }

        while (waiting.TryDequeue(out var at))
        {
            foreach (var waiter in at.Waiters)
            {
                Reach(waiter, at);
            }

            foreach (var (own, _) in waits.Where(w => w.For == at))
            {
                var read = at;
                for (var part = own; part is not null; part = part.Above)
                {
                    Reach(part.Formula, read); // What an evaluation is part of waits with it.
                    read = part.Formula;
                }
            }
        }

        return from.ContainsKey(awaited) ? Path(frame, awaited, from) : null;

        void Reach(Formula waiter, Formula read)
        {
            if (from.TryAdd(waiter, read))
            {
                waiting.Enqueue(waiter);
            }
        }
    }

    private static List<string> Path(EvaluationFrame frame, Formula awaited, Dictionary<Formula, Formula?> from)
    {
        List<Formula> back = [];
        for (var at = awaited; at is not null; at = from[at])
        {
            back.Add(at);
        }

        List<string> path = [];
        for (var own = frame; own is not null; own = own.Above)
        {
            path.Insert(0, own.Formula.Name);
            if (own.Formula == back[^1])
            {
                break;
            }
        }

        return [.. path, .. back.Select(f => f.Name)];
    }
}
