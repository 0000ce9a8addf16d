using Stet.Protocol.Client;

namespace Stet.Server;

/// <summary>Leaves a last word in the log where user code ends the process (<c>Environment.Exit</c>), so that the front end can say so.</summary>
internal sealed class ExitWatch : IDisposable
{
    public ExitWatch() => AppDomain.CurrentDomain.ProcessExit += OnExit;

    /// <summary>From here on an exit is the host's own.</summary>
    public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= OnExit;

    private static void OnExit(object? sender, EventArgs e)
    {
        using var log = new StreamWriter(Console.OpenStandardError());
        log.WriteLine(HostDeath.LeftByExit + Environment.ExitCode);
    }
}
