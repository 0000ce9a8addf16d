using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Stet.Runtime.Formulas;

/// <summary>Runs code on a stack of its own where the present one is nearly used up: formulas that read each other may go deep.</summary>
internal static class DeepStack
{
    private const int Size = 16 << 20;

    public static void Run(Action code)
    {
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            code();
            return;
        }

        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(() => thrown = Caught(code), Size) { IsBackground = true, Name = "formulas" };
        thread.Start();
        Join(thread);
        thrown?.Throw();
    }

    private static ExceptionDispatchInfo? Caught(Action code)
    {
        try
        {
            code();
            return null;
        }
        catch (Exception e)
        {
            return ExceptionDispatchInfo.Capture(e); // It goes on in the thread that waits.
        }
    }

    private static void Join(Thread thread)
    {
        while (true)
        {
            try
            {
                thread.Join();
                return;
            }
            catch (ThreadInterruptedException)
            {
                thread.Interrupt(); // The run is to be stopped: where it is now.
            }
        }
    }
}
