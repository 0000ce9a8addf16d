using System.Globalization;
using System.Runtime.InteropServices;

namespace Stet.Benchmarks;

/// <summary>The results as the page <c>benchmarks/RESULTS.md</c>.</summary>
internal static class Results
{
    public static string Page(IEnumerable<Figure> figures, Peers peers, double loadAtStart) => string.Create(CultureInfo.InvariantCulture, $"""
        # Results

        Written by `benchmarks/run`, which measures Stet and its peers side by side in one run. Times are medians. Read the ratios rather than
        the times: they depend less on the machine.

        Machine: {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription};
        load average at the start: {loadAtStart:0.0} (above 0.5, other work disturbed the run).
        Peers: {peers.Versions}

        | Figure | Aim | Stet | Peer | Ratio | Met |
        |---|---|---|---|---|---|
        {string.Join('\n', figures.Select(figure => figure.Row))}

        """);

    public static double LoadAverage() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : double.NaN;
}
