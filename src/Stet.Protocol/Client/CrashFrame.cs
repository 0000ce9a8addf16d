using System.Text.RegularExpressions;

namespace Stet.Protocol.Client;

/// <summary>A line of a stack trace as the user wrote the code: the host's own lines are left out, the classes that Stet puts around code are not named.</summary>
internal static partial class CrashFrame
{
    /// <param name="line">As the runtime writes it when a process ends: <c>   at __stet.F_mean.mean(Double[])</c>.</param>
    /// <returns>Null where the line is the host's.</returns>
    public static string? Of(string line) =>
        line.StartsWith("   at Stet.", StringComparison.Ordinal) || line.StartsWith("   at System.Threading.Thread.StartCallback", StringComparison.Ordinal) ? null : Wrapping().Replace(Submission().Replace(line, "In[$1]"), "");

    [GeneratedRegex(@"__stet\.In(\d+)\w*\.__Run\([^)]*\)")]
    private static partial Regex Submission();

    [GeneratedRegex(@"__stet\.(F_\w+\.)?")]
    private static partial Regex Wrapping();
}
