using Stet.Model;

namespace Stet.Runtime;

/// <summary>One execution of a submission. Flows with the code it starts, also into tasks: their output and their stop belong to it.</summary>
public sealed class Run(SubmissionNumber number, Action<string, bool> output)
{
    private static readonly AsyncLocal<Run?> Flowing = new(change => onThisThread = change.CurrentValue);

    /// <summary>Of code that no run started; never asked to stop.</summary>
    private static readonly Run None = new(default, (_, _) => { });

    /// <summary>What <see cref="Flowing"/> is on this thread, which is told of every change: to look here costs nothing.</summary>
    [ThreadStatic]
    private static Run? onThisThread;

    private readonly RunTimers timers = new();
    private int background;
    private bool stopRequested;

    /// <summary>The run that the calling code belongs to; null on threads that no run started.</summary>
    public static Run? Current
    {
        get => onThisThread;
        internal set => Flowing.Value = value;
    }

    public SubmissionNumber Number { get; } = number;

    /// <summary>True once the user has asked for the foreground part to end. Reset when it has: background tasks go on.</summary>
    public bool StopRequested
    {
        get => Volatile.Read(ref stopRequested);
        internal set => Volatile.Write(ref stopRequested, value);
    }

    /// <summary>Whether the run that the calling code belongs to is asked to stop.</summary>
    internal static ref bool StopOfCurrent => ref (onThisThread ?? None).stopRequested;

    /// <summary>Names of the variables that its code may change.</summary>
    public IReadOnlyCollection<string> MayChange { get; init; } = [];

    /// <summary>Whether code that it started still runs, waits to go on, or will be called by a timer.</summary>
    public bool IsInBackground => Volatile.Read(ref background) > 0 || timers.AnyTicks;

    /// <summary>Receives text and whether it is for standard error.</summary>
    public Action<string, bool> Output { get; } = output;

    /// <summary>Asks code that goes on in the background to end at its next poll, and waits for it.</summary>
    /// <returns>Whether it has ended.</returns>
    public bool StopBackground(TimeSpan patience)
    {
        StopRequested = true;
        timers.Stop();
        Poll.Request();
        var ended = WaitForBackground(patience);
        Poll.Clear();
        StopRequested = false;
        return ended;
    }

    /// <returns>Whether nothing of it runs any more.</returns>
    public bool WaitForBackground(TimeSpan patience)
    {
        var end = DateTime.UtcNow + patience;
        while (IsInBackground && DateTime.UtcNow < end)
        {
            Thread.Sleep(2);
        }

        return !IsInBackground;
    }

    internal void Watch(IDisposable timer) => timers.Add(timer);

    internal void EnterBackground() => Interlocked.Increment(ref background);

    internal void LeaveBackground() => Interlocked.Decrement(ref background);
}

/// <summary>The run was stopped by its user.</summary>
public sealed class RunInterruptedException(SubmissionNumber number) : OperationCanceledException($"In[{number}] was interrupted.");
