namespace Stet.Terminal.Running;

/// <summary>
/// Does one piece of work at a time in the background; of what is asked meanwhile, only the latest is done next. So a slow host is
/// never asked about texts that have been typed over already.
/// </summary>
internal sealed class LatestOnly(Action<Func<Task>> background)
{
    private readonly Lock _gate = new();
    private Func<Task>? _next;
    private bool _busy;

    public void Do(Func<Task> work)
    {
        lock (_gate)
        {
            _next = work;
            if (_busy)
            {
                return;
            }

            _busy = true;
        }

        background(WorkOff);
    }

    private async Task WorkOff()
    {
        while (Next() is { } work)
        {
            await work().ConfigureAwait(false);
        }
    }

    private Func<Task>? Next()
    {
        lock (_gate)
        {
            var next = _next;
            _next = null;
            _busy = next is not null;
            return next;
        }
    }
}
