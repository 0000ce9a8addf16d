using System.Runtime.InteropServices;
using Stet.Model;
using Stet.Protocol.Client;
using Stet.Protocol.Place;

namespace Stet.Server;

/// <summary>
/// The life of a host process, from its lock to its exit code. Whatever engine it is given, it promises: one host per workspace;
/// a socket that only the user can open; a <c>host.json</c> that is there while it lives and gone after a clean stop; SIGTERM is a
/// clean stop, after which all is kept. Held by <c>HostLifeTests</c>.
/// </summary>
public static class HostProcess
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(1);

    /// <summary>Runs until the host is idle for long, or is told to stop. Gives an exit code of <see cref="HostExit"/>.</summary>
    /// <param name="args">The workspace directory, and what the front end calls this program.</param>
    /// <param name="open">Opens the engine on that directory; called once, after the socket listens.</param>
    public static int Run(string[] args, Func<string, IWorkspace> open)
    {
        if (args is not [var folder, .. var more] || more.Length > 1)
        {
            Console.Error.WriteLine("usage: stet-host FOLDER [PROGRAM] (the command stet starts it, and names itself PROGRAM)");
            return HostExit.CouldNotStart;
        }

        LogWriter.Install();
        try
        {
            var place = new HostPlace(folder);
            PrivateFolder.Ensure(place.Store);
            using var alone = TakeLock(place);
            return alone is null ? HostExit.AnotherHostRuns : RunAlone(place, open, more is [var program] ? program : "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException or FormatException)
        {
            Console.Error.WriteLine(e.Message);
            return HostExit.CouldNotStart;
        }
    }

    private static int RunAlone(HostPlace place, Func<string, IWorkspace> open, string program)
    {
        Console.Error.WriteLine($"{HostLog.OpeningLine(Environment.ProcessId)}, {DateTimeOffset.Now:O}");
        Directory.SetCurrentDirectory(place.Folder); // Not where the first front end happened to be, which may be removed.
        var settings = HostSettings.Read(place, program);
        using var exit = new ExitWatch();
        using var host = new Host(place, open, settings);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(host, signal, "SIGTERM"));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(host, signal, "SIGINT"));
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        return host.Run();
    }

    private static void Stop(Host host, PosixSignalContext signal, string name)
    {
        signal.Cancel = true;
        host.RequestStop($"it was told to end ({name})");
    }

    /// <summary>Waits a moment, because a front end that only looks whether the lock is taken holds it for that look.</summary>
    private static FileLock? TakeLock(HostPlace place)
    {
        var until = DateTime.UtcNow + LockPatience;
        FileLock? taken;
        while ((taken = FileLock.TryTake(place.HostLock)) is null && DateTime.UtcNow < until)
        {
            Thread.Sleep(1);
        }

        return taken;
    }
}
