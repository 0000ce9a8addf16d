using Stet.Runtime.Formulas;

namespace Stet.Sessions.Formulas;

/// <summary>Which formulas ran: the newest evaluations. Safe for threads.</summary>
internal sealed class RunLog
{
    private const int Most = 10_000;

    private readonly Lock gate = new();
    private readonly FormulaRun[] runs = new FormulaRun[Most];
    private long count;
    private long taken;

    public void Add(in FormulaRun run)
    {
        lock (gate)
        {
            runs[count++ % Most] = run;
        }
    }

    /// <summary>Those since it was asked last, oldest first.</summary>
    public IReadOnlyList<FormulaRun> Take()
    {
        lock (gate)
        {
            var from = Math.Max(taken, count - Most);
            taken = count;
            return [.. Enumerable.Range(0, (int)(count - from)).Select(i => runs[(from + i) % Most])];
        }
    }
}
