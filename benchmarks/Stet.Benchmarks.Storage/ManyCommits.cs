using static Stet.Benchmarks.Storage.Measure;

namespace Stet.Benchmarks.Storage;

/// <summary>Whether the 10,000th commit costs what the 10th did, and whether memory stays.</summary>
internal static class ManyCommits
{
    private const int Window = 200;

    public static void Run(string place, int count)
    {
        using var store = Open(place);
        var times = new List<double>(count);
        Submit(store, -1);
        var before = Memory();
        for (var i = 0; i < count; i++)
        {
            times.Add(Milliseconds(() => Submit(store, i)));
        }

        var (first, last) = (Median(times.Skip(10).Take(Window)), Median(times.TakeLast(Window)));
        Say($"{count} submissions: median of the first {Window} {first:f3} ms, of the last {last:f3} ms, ratio {last / first:f2}");
        Say($"p99 {Percentile(times, 0.99):f3} ms, longest {times.Max():f1} ms");
        Say($"memory: {before:f1} MB before, {Memory():f1} MB after (resident); live objects {GC.GetTotalMemory(true) / 1e6:f1} MB");
        Say($"write-ahead log: {new FileInfo(Path.Combine(place, "w", ".stet", "store.db-wal")).Length / 1e6:f1} MB");
    }

    private static double Memory()
    {
        GC.Collect();
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return self.WorkingSet64 / 1e6;
    }
}
