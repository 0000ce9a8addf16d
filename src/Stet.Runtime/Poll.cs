using System.Runtime.CompilerServices;

namespace Stet.Runtime;

/// <summary>
/// The points at which user code can be stopped: the compiler puts a call at the head of every loop body and of every function that may recurse.
/// Aborting a thread from outside is no base for this: see docs/decisions/0002-stopping-a-run.md.
/// </summary>
public static class Poll
{
    private static bool requested;

    /// <summary>Whether some run is asked to stop: what a loop looks at, and then calls <see cref="StopIfMine"/>.</summary>
    public static ref bool Flag => ref requested;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check()
    {
        if (requested)
        {
            StopIfMine();
        }
    }

    /// <summary>The poll of a function that may call itself: also turns a stack overflow, which no process survives, into an exception.</summary>
    /// <exception cref="InsufficientExecutionStackException">The recursion is too deep.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter()
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
    internal static void Request() => Volatile.Write(ref requested, true);

    internal static void Clear() => Volatile.Write(ref requested, false);
}
