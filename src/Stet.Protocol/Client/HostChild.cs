using Stet.Protocol.Place;

namespace Stet.Protocol.Client;

/// <summary>
/// A host that this process has started. It has its own session (setsid), so neither Ctrl-C nor the end of the front end's terminal
/// reaches it, and its standard output and error go to <c>host.log</c>, where also the runtime leaves its last words.
/// </summary>
internal sealed class HostChild
{
    private readonly Lock _reaping = new(); // Guards what follows: the system gives a child's end once.
    private ProcessEnd? _end;
    private bool _ended;

    private HostChild(int pid) => Pid = pid;

    /// <summary>Whether this system tells a parent that its child has ended, and how.</summary>
    public static bool EndsAreKnown => !OperatingSystem.IsWindows();

    public int Pid { get; }

    /// <exception cref="HostStartException">The system does not start the process.</exception>
    public static HostChild Start(string program, HostPlace place)
    {
        if (!File.Exists(program))
        {
            throw new HostStartException($"The host program {program} does not exist. Build Stet again (remove the folder .build and run ./stet).");
        }

        HostLog.Shorten(place);
        return OperatingSystem.IsWindows() ? StartOnWindows(program, place) : new(PosixSpawn.Detached(program, [place.Folder, program], place.Log));
    }

    /// <summary>How it ended; null while it runs. Without this call an ended child stays in the system's process table.</summary>
    public ProcessEnd? TryReap()
    {
        HasEnded();
        return _end;
    }

    public bool HasEnded()
    {
        lock (_reaping)
        {
            if (!_ended && EndsAreKnown && PosixSpawn.TryWait(Pid, out var status))
            {
                _end = status is { } known ? ProcessEnd.FromWaitStatus(known) : null;
                _ended = true;
            }

            return _ended;
        }
    }

    private static HostChild StartOnWindows(string program, HostPlace place)
    {
        var start = new System.Diagnostics.ProcessStartInfo(program) { CreateNoWindow = true, UseShellExecute = false };
        start.ArgumentList.Add(place.Folder);
        start.ArgumentList.Add(program);
        using var process = System.Diagnostics.Process.Start(start) ?? throw new HostStartException($"{program} could not be started.");
        return new(process.Id);
    }
}
