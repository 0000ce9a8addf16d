namespace Stet.Runtime.Formulas;

/// <summary>The lock around what is known of formulas. May be taken by a thread that has it.</summary>
internal sealed class FormulaLock
{
    private readonly object gate = new();
    private int waiting;
    private int depth;

    /// <summary>Takes the lock also where the thread is to be interrupted: that is then for the next wait.</summary>
    public void Enter()
    {
        var interrupted = false;
        while (true)
        {
            try
            {
                Monitor.Enter(gate);
                depth++;
                break;
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        }

        if (interrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    public void Exit()
    {
        depth--;
        Monitor.Exit(gate);
    }

    /// <summary>Gives the lock up however often the thread has taken it.</summary>
    /// <returns>What <see cref="Return"/> takes.</returns>
    public int Leave()
    {
        var taken = depth;
        for (var i = 0; i < taken; i++)
        {
            Exit();
        }

        return taken;
    }

    public void Return(int taken)
    {
        for (var i = 0; i < taken; i++)
        {
            Enter();
        }
    }

    /// <summary>Gives the lock up until somebody calls <see cref="Wake"/>.</summary>
    /// <exception cref="ThreadInterruptedException">The run is to be stopped.</exception>
    public void Wait()
    {
        var taken = depth;
        waiting++;
        depth = 0;
        try
        {
            Monitor.Wait(gate);
        }
        finally
        {
            waiting--;
            depth = taken;
        }
    }

    /// <summary>The same for a moment, also where the thread is to be interrupted: that is then for the next wait of another kind.</summary>
    public void WaitInAnyCase()
    {
        try
        {
            Wait();
        }
        catch (ThreadInterruptedException)
        {
            Monitor.PulseAll(gate); // The run is being stopped, and so are those that are waited for: they end at their next poll.
        }
    }

    public void Wake()
    {
        if (waiting > 0)
        {
            Monitor.PulseAll(gate);
        }
    }
}
