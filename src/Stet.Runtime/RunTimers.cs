using System.Reflection;

namespace Stet.Runtime;

/// <summary>The timers that a run has made: they belong to it as long as they tick. Held weakly, so that a timer nobody holds ends as it does anywhere.</summary>
internal sealed class RunTimers
{
    private readonly Lock gate = new();
    private readonly List<WeakReference<IDisposable>> timers = [];

    /// <summary>Whether one of them will tick.</summary>
    public bool AnyTicks => Living().Any(Ticks);

    public void Add(IDisposable timer)
    {
        lock (gate)
        {
            timers.RemoveAll(t => !t.TryGetTarget(out _));
            timers.Add(new(timer));
        }
    }

    /// <summary>No tick begins after this.</summary>
    public void Stop() => Living().Where(Ticks).ToList().ForEach(t => t.Dispose());

    private List<IDisposable> Living()
    {
        lock (gate)
        {
            return [.. timers.Select(t => t.TryGetTarget(out var timer) ? timer : null).OfType<IDisposable>()];
        }
    }

    private static bool Ticks(IDisposable timer) => timer switch
    {
        System.Timers.Timer t => t.Enabled,
        Timer t => WillTick(t),
        _ => false,
    };

    /// <summary>The framework's timer does not say; a runtime that keeps this elsewhere is taken to tick until the timer is collected. Held by <c>BackgroundGateTests</c>.</summary>
    private static bool WillTick(Timer timer) =>
        FieldOf(FieldOf(timer, "_timer"), "_timer") is not { } inner
        || FieldOf(inner, "_canceled") is not true && FieldOf(inner, "_dueTime") is not uint.MaxValue;

    private static object? FieldOf(object? of, string name) => of?.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(of);
}
