namespace Stet.Cli;

internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The submission failed, or the host could not be reached.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>What a process that was ended by a signal gives to its shell.</summary>
    public static int OfSignal(int signal) => 128 + signal;
}
