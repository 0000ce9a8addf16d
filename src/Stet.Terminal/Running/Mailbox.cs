namespace Stet.Terminal.Running;

/// <summary>What other threads have for the prompt's own thread, in order.</summary>
internal sealed class Mailbox(Action wake)
{
    private const int Crowded = 10_000;
    private readonly object _gate = new();
    private List<Action> _waiting = [];
    private List<Action> _taken = [];
    private bool _closed;

    public void Post(Action action)
    {
        bool first;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _waiting.Add(action);
            first = _waiting.Count == 1;
        }

        if (first)
        {
            wake();
        }
    }

    /// <summary>Like <see cref="Post"/>; where much is waiting already, waits too, so that a flood of output does not fill memory.</summary>
    public void PostUnhurried(Action action)
    {
        lock (_gate)
        {
            while (_waiting.Count >= Crowded && !_closed)
            {
                Monitor.Wait(_gate);
            }
        }

        Post(action);
    }

    /// <summary>Nobody takes any more: what comes from now on is dropped, and nobody waits.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    public void Deliver()
    {
        lock (_gate)
        {
            (_waiting, _taken) = (_taken, _waiting);
            Monitor.PulseAll(_gate);
        }

        foreach (var action in _taken)
        {
            action();
        }

        _taken.Clear();
    }
}
