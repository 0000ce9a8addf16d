using System.Runtime.CompilerServices;

namespace Stet.Runtime;

/// <summary>
/// The points at which user code can be stopped: the compiler puts a call at the head of every loop body and of every function that may recurse.
/// Aborting a thread from outside is no base for this: see docs/decisions/0002-stopping-a-run.md.
/// </summary>
public static class Poll
{
    private static bool requested;

    /// <summary>
    /// Whether the run that the calling code belongs to is asked to stop. A loop takes the reference once, looks at it with <see cref="IsSet"/>, and throws
    /// <see cref="Stopped"/>: a call there that comes back would have every floating-point number in the loop spilled at each step.
    /// </summary>
    public static ref bool Flag => ref Run.StopOfCurrent;

    /// <summary>Looks at the flag anew each time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSet(in bool flag) => Volatile.Read(ref Unsafe.AsRef(in flag));

    /// <summary>What ends the run that the calling code belongs to.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Exception Stopped() => new RunInterruptedException(Run.Current?.Number ?? default);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check()
    {
        if (requested)
        {
            StopIfMine();
        }
    }

    /// <summary>
    /// The poll of a function that may call itself: also turns a stack overflow, which no process survives, into an exception. One comparison says that there is
    /// stack left and that nobody is asked to stop; elsewhere than on the run thread, and while somebody is asked, each of the two is looked at by itself.
    /// </summary>
    /// <exception cref="InsufficientExecutionStackException">The recursion is too deep.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter()
    {
        if (!RunStack.IsHere)
        {
            EnterSlowly();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void EnterSlowly()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Check();
    }

    /// <summary>Ends the run that this code belongs to, if that is the one to stop.</summary>
    /// <exception cref="RunInterruptedException">It is.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void StopIfMine()
    {
        if (Run.Current is { StopRequested: true } run)
        {
            throw new RunInterruptedException(run.Number);
        }
    }

    /// <summary>Asks the foreground run to stop; code that belongs to no run or to another goes on.</summary>
    internal static void Request()
    {
        Volatile.Write(ref requested, true);
        RunStack.Hide();
    }

    internal static void Clear()
    {
        Volatile.Write(ref requested, false);
        RunStack.Show();
    }

    /// <summary>The calling thread is the one that runs the foreground now.</summary>
    internal static void OnStack(int size)
    {
        RunStack.Take(size);
        Interlocked.MemoryBarrier();
        if (requested)
        {
            RunStack.Hide();
        }
    }
}
