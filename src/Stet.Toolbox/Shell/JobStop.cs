namespace Stet.Toolbox.Shell;

/// <summary>Whether a line came back because what ran in the terminal was stopped.</summary>
internal static class JobStop
{
    /// <summary>SIGTSTP, SIGSTOP, SIGTTIN and SIGTTOU of Linux and of macOS; 0 is what bash says of a pipeline of which a part had ended.</summary>
    private static readonly int[] Signals = OperatingSystem.IsMacOS() ? [18, 17, 21, 22, 0] : [20, 19, 21, 22, 0];

    public static bool Is(ShellReport report) => report.Stopped.Count > 0 && Signals.Contains(report.ExitCode - 128);
}
