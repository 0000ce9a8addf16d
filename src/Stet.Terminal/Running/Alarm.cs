namespace Stet.Terminal.Running;

/// <summary>A moment at which the prompt's thread has something to do; it looks, nothing is called.</summary>
internal sealed class Alarm(TimeProvider clock)
{
    private long? _at;

    public bool IsSet => _at is not null;

    /// <summary>Time left; null when not set.</summary>
    public TimeSpan? Left => _at is { } at ? TimeSpan.FromTicks(Math.Max(0, at - Now)) : null;

    private long Now => clock.GetElapsedTime(0, clock.GetTimestamp()).Ticks;

    public void Set(TimeSpan delay) => _at = Now + delay.Ticks;

    public void Clear() => _at = null;

    /// <summary>True once when the moment has come.</summary>
    public bool TakeDue()
    {
        var due = _at <= Now;
        _at = due ? null : _at;
        return due;
    }
}
