namespace Stet.Sessions.Checking;

/// <summary>How a process that computed formulas ended, from its exit code and what it said on standard error.</summary>
internal static class ProcessDeath
{
    private const int FirstSignal = 128;
    private const int Killed = FirstSignal + 9;

    public static string Describe(int exitCode, IReadOnlyList<string> said) =>
        said.Any(line => line.StartsWith("Stack overflow", StringComparison.Ordinal)) ? "its stack overflowed"
        : said.Any(line => line.StartsWith("Out of memory", StringComparison.Ordinal)) ? "it ran out of memory"
        : said.SkipWhile(line => !line.StartsWith("Process terminated.", StringComparison.Ordinal)).ToList() is [_, ..] last ? $"Environment.FailFast: {last.ElementAtOrDefault(1)?.Trim()}"
        : said.FirstOrDefault(line => line.StartsWith("Unhandled exception.", StringComparison.Ordinal)) is { } thrown ? $"a thread that it had started threw {thrown["Unhandled exception.".Length..].Trim()}"
        : exitCode == Killed ? "it was killed, perhaps by the system for its memory"
        : exitCode > FirstSignal ? $"signal {exitCode - FirstSignal}"
        : $"it exited with code {exitCode}";
}
