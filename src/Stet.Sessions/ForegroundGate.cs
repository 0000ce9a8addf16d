namespace Stet.Sessions;

/// <summary>One foreground run at a time, in order of arrival; who waits is told for whom.</summary>
internal sealed class ForegroundGate
{
    /// <summary>A wait shorter than this is not worth telling.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);

    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>What the holder is doing, for those who wait; empty when free.</summary>
    public string Holder { get; private set; } = "";

    public bool IsBusy => turn.CurrentCount == 0;

    /// <param name="what">Said to those who come later.</param>
    /// <param name="waiting">Called at most once, when the gate stays taken.</param>
    public async Task<IDisposable> Enter(string what, Action<string> waiting, CancellationToken cancel = default)
    {
        if (!await turn.WaitAsync(Moment, cancel).ConfigureAwait(false))
        {
            waiting(Holder);
            await turn.WaitAsync(cancel).ConfigureAwait(false);
        }

        Holder = what;
        return new Turn(this);
    }

    /// <summary>Enters if nobody is in; null otherwise.</summary>
    public IDisposable? TryEnter(string what)
    {
        if (!turn.Wait(0))
        {
            return null;
        }

        Holder = what;
        return new Turn(this);
    }

    private sealed class Turn(ForegroundGate gate) : IDisposable
    {
        public void Dispose()
        {
            gate.Holder = "";
            gate.turn.Release();
        }
    }
}
