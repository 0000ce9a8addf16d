namespace Stet.Runtime;

/// <summary>
/// Work that was handed over to be done once: it belongs to its run from that moment, also while it waits for a thread, until it has been done or can never be done any more (a task that was cancelled
/// before it began).
/// </summary>
internal sealed class Errand
{
    private readonly Background.Scope scope = Background.Enter();
    private int isDone;

    ~Errand() => Done();

    public void Run(Action work)
    {
        try
        {
            work();
        }
        finally
        {
            Done();
        }
    }

    public T Run<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        finally
        {
            Done();
        }
    }

    public async Task Run(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            Done();
        }
    }

    public async Task<T> Run<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            Done();
        }
    }

    private void Done()
    {
        if (Interlocked.Exchange(ref isDone, 1) == 0)
        {
            scope.Dispose();
            GC.SuppressFinalize(this);
        }
    }
}
