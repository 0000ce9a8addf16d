using System.Diagnostics;
using System.Globalization;

namespace Stet.Benchmarks.Capture;

/// <summary>python3's pickle on the same graph, in the same run.</summary>
internal static class Peer
{
    public static (double Dump, double Load, long Bytes) Run(int count, int rounds)
    {
        var start = new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "peer.py"), $"{count}", $"{rounds}"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        string[] words = process.StandardOutput.ReadToEnd().Split();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"python3 ended with {process.ExitCode}");
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture), long.Parse(words[2], CultureInfo.InvariantCulture));
    }
}
