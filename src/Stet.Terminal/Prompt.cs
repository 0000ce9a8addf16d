using Stet.Model;
using Stet.Terminal.Devices;
using Stet.Terminal.Running;

namespace Stet.Terminal;

/// <summary>The prompt: reads submissions from the terminal, runs them in a session, and shows what comes of them.</summary>
public static class Prompt
{
    /// <summary>Runs until the user leaves (Ctrl-D, <c>exit</c>), the terminal closes, or it is cancelled.</summary>
    /// <returns>The exit code: 0, or 1 when there is no terminal.</returns>
    public static Task<int> RunAsync(ISession session, PromptOptions options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(options);
        return Task.Factory.StartNew(() => Run(session, options, cancel), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>A dumb terminal cannot move its cursor; of Windows consoles nothing is known here yet.</summary>
    public static bool CanLendTerminal => !OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    private static int Run(ISession session, PromptOptions options, CancellationToken cancel)
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            Console.Error.WriteLine("stet: standard input or output is not a terminal; pipe the code in, or use 'stet eval CODE'.");
            return 1;
        }

        if (!CanLendTerminal || OperatingSystem.IsWindows())
        {
            return new PlainPrompt(session, Console.In, Console.Out).Run(cancel);
        }

        using var terminal = new UnixTerminal();
        return new PromptLoop(session, options, terminal, TimeProvider.System, work => Task.Run(work)).Run(cancel);
    }
}
