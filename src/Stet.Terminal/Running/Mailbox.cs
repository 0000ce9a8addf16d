namespace Stet.Terminal.Running;

/// <summary>What other threads have for the prompt's own thread, in order.</summary>
internal sealed class Mailbox(Action wake)
{
    private const int Crowded = 10_000;
    private readonly object _gate = new();
    private List<Action> _waiting = [];
    private List<Action> _taken = [];

    public void Post(Action action)
    {
        bool first;
        lock (_gate)
        {
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
            while (_waiting.Count >= Crowded)
            {
                Monitor.Wait(_gate);
            }
        }

        Post(action);
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
