using System.Text;
using Stet.Terminal.Devices;

namespace Stet.Terminal.Tests.Emulation;

/// <summary>
/// A terminal whose user is a list of steps: bytes typed, time passing, a window made narrower. Time passes only when the prompt
/// waits and nothing is typed, so every test runs the same way each time. After the last step the terminal is gone.
/// </summary>
internal sealed class VirtualTerminal(VirtualScreen screen, VirtualClock clock) : ITerminal
{
    private readonly Queue<Step> _steps = new();
    private bool _woken;

    public int Width => screen.Width;

    public int Height => screen.Height;

    public int Suspended { get; private set; }

    public bool IsLent { get; private set; }

    public bool IsDisposed { get; private set; }

    public void Type(string keys) => _steps.Enqueue(new Step(Encoding.UTF8.GetBytes(keys)));

    public void Pass(double seconds) => _steps.Enqueue(new Step(Until: TimeSpan.FromSeconds(seconds)));

    public void Do(Action action) => _steps.Enqueue(new Step(Action: action));

    public int Read(Span<byte> buffer, TimeSpan? timeout)
    {
        if (_woken)
        {
            _woken = false;
            return 0;
        }

        if (!_steps.TryPeek(out var step))
        {
            return ITerminal.End;
        }

        if (step.Until is { } left)
        {
            Wait(step, left, timeout);
            return 0;
        }

        _steps.Dequeue();
        step.Action?.Invoke();
        step.Bytes?.CopyTo(buffer);
        return step.Bytes?.Length ?? 0;
    }

    public void Wake() => _woken = true;

    public void Write(string text) => screen.Write(text);

    public void Write(ReadOnlySpan<byte> bytes) => screen.Write(Encoding.UTF8.GetString(bytes));

    public void Lend() => IsLent = true;

    public void TakeBack() => IsLent = false;

    public void Suspend() => Suspended++;

    public void Dispose() => IsDisposed = true;

    /// <summary>Lets as much time pass as the prompt waits, or as the step has left, whichever is less.</summary>
    private void Wait(Step step, TimeSpan left, TimeSpan? timeout)
    {
        var passes = timeout < left ? timeout.Value : left;
        clock.Pass(passes);
        if (passes == left)
        {
            _steps.Dequeue();
        }
        else
        {
            step.Until = left - passes;
        }
    }

    private sealed record Step(byte[]? Bytes = null, Action? Action = null, TimeSpan? Until = null)
    {
        public TimeSpan? Until { get; set; } = Until;
    }
}
