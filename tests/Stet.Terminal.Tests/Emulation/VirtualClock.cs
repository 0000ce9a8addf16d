namespace Stet.Terminal.Tests.Emulation;

/// <summary>A clock that stands still until it is told to go on.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private readonly List<(TimeSpan At, TaskCompletionSource Done)> _waiting = [];
    private TimeSpan _now;

    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public override DateTimeOffset GetUtcNow() => Start + _now;

    /// <summary>A task that ends when so much time has passed.</summary>
    public Task Delay(TimeSpan time)
    {
        var done = new TaskCompletionSource();
        _waiting.Add((_now + time, done));
        return done.Task;
    }

    public void Pass(TimeSpan time)
    {
        _now += time;
        foreach (var (at, done) in _waiting.Where(w => w.At <= _now).ToList())
        {
            _waiting.Remove((at, done));
            done.SetResult();
        }
    }
}
