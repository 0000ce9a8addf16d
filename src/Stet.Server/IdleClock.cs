namespace Stet.Server;

/// <summary>Ends the host when it has been idle for long: nobody attached, nothing running. Asks again as long as something runs.</summary>
internal sealed class IdleClock : IDisposable
{
    /// <summary>A host that nobody has joined yet was started by a front end which is about to.</summary>
    private static readonly TimeSpan FirstGrace = TimeSpan.FromSeconds(30);

    private readonly TimeSpan? _idle;
    private readonly Func<bool> _busy;
    private readonly Action _end;
    private readonly Timer _timer;
    private readonly Lock _changing = new();
    private int _attached;

    /// <param name="busy">Whether something runs or is being kept, although nobody is attached.</param>
    public IdleClock(TimeSpan? idle, Func<bool> busy, Action end)
    {
        _idle = idle;
        _busy = busy;
        _end = end;
        _timer = new Timer(_ => Ring());
        Arm(idle is { } i && i < FirstGrace ? FirstGrace : idle);
    }

    public void Joined()
    {
        lock (_changing)
        {
            _attached++;
            Arm(null);
        }
    }

    public void Left()
    {
        lock (_changing)
        {
            if (--_attached == 0)
            {
                Arm(_idle);
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Ring()
    {
        lock (_changing)
        {
            if (_attached > 0)
            {
                return;
            }

            if (_busy())
            {
                Arm(_idle > TimeSpan.FromSeconds(1) ? _idle : TimeSpan.FromSeconds(1));
                return;
            }
        }

        _end();
    }

    private void Arm(TimeSpan? after) => _timer.Change(after ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
