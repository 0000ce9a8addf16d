using Stet.Runtime.Formulas;

namespace Stet.Sessions.Formulas;

/// <summary>Which formulas ran: the newest evaluations, and the last of each formula. Safe for threads.</summary>
internal sealed class RunLog
{
    private const int Most = 10_000;

    private readonly Lock gate = new();
    private readonly Queue<FormulaRun> runs = [];
    private readonly Dictionary<string, FormulaRun> last = [];

    public void Add(FormulaRun run)
    {
        lock (gate)
        {
            if (runs.Count == Most)
            {
                runs.Dequeue();
            }

            runs.Enqueue(run);
            last[run.Name] = run;
        }
    }

    /// <summary>The last evaluation by this process.</summary>
    public FormulaRun? LastOf(string formula)
    {
        lock (gate)
        {
            return last.GetValueOrDefault(formula);
        }
    }

    /// <summary>Those since it was asked last, oldest first.</summary>
    public IReadOnlyList<FormulaRun> Take()
    {
        lock (gate)
        {
            FormulaRun[] taken = [.. runs];
            runs.Clear();
            return taken;
        }
    }
}
