namespace Stet.Protocol.Client;

/// <summary>How a process ended: by itself with an exit code, or by a signal.</summary>
internal readonly record struct ProcessEnd(int? Code, int? Signal)
{
    /// <summary>Reads a status as waitpid gives it.</summary>
    public static ProcessEnd FromWaitStatus(int status) =>
        (status & 0x7f) == 0 ? new(status >> 8 & 0xff, null) : new(null, status & 0x7f);

    public override string ToString() => Signal switch
    {
        null => $"exited with code {Code}",
        2 => "was interrupted (SIGINT)",
        6 => "aborted (SIGABRT)",
        9 => "was killed (SIGKILL: by someone's kill, or by the system for lack of memory)",
        11 => "crashed (SIGSEGV)",
        15 => "was ended (SIGTERM)",
        var other => $"was ended by signal {other}",
    };
}
