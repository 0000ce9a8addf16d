using System.Reflection;
using Stet.Model;
using Stet.Runtime.Capturing;
using Stet.Runtime.Restoring;

namespace Stet.Benchmarks.Capture;

/// <summary>Best of several rounds, after a collection each, in processor time of the whole process, as the peer is measured: the machine may be busy.</summary>
internal static class Measured
{
    public static (double Capture, double Restore, long Bytes, long Objects) Graph(object graph, int rounds)
    {
        var (capture, restore) = (double.MaxValue, double.MaxValue);
        var capturer = new Capturer(Units.Instance, Chunks.Instance);
        var restorer = new Restorer(Units.Instance, Chunks.Instance);
        CaptureRoot[] roots = [new("x", graph, graph.GetType())];
        CapturedImage? image = null;
        for (int i = 0; i < rounds; i++)
        {
            image = null;
            GC.Collect();
            capture = Math.Min(capture, Time(() => image = capturer.Capture(roots, default)[0]));
            GC.Collect();
            restore = Math.Min(restore, Time(() => restorer.Restore(image!.Bytes, default)));
        }
        return (capture, restore, image!.TotalBytes, image.Objects);
    }

    /// <returns>Microseconds.</returns>
    public static (double Capture, double Restore) Small(object value)
    {
        var capturer = new Capturer(Units.Instance, Chunks.Instance);
        var restorer = new Restorer(Units.Instance, Chunks.Instance);
        CaptureRoot[] roots = [new("x", value, value.GetType())];
        var image = capturer.Capture(roots, default)[0];
        return (Each(() => capturer.Capture(roots, default)), Each(() => restorer.Restore(image.Bytes, default)));
    }

    static double Each(Action action)
    {
        const int Times = 5000;
        double best = double.MaxValue;
        for (int round = 0; round < 5; round++)
            best = Math.Min(best, Time(() =>
            {
                for (int i = 0; i < Times; i++) action();
            }) / Times * 1e6);
        return best;
    }

    static double Time(Action action)
    {
        var start = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    sealed class Units : IUnitNames, IUnitLoader
    {
        public static Units Instance { get; } = new();

        public string? UnitOf(Assembly assembly) => assembly == typeof(Units).Assembly ? "unit" : null;

        public Assembly Load(string unit) => typeof(Units).Assembly;
    }

    /// <summary>No graph measured here has a large array.</summary>
    sealed class Chunks : IChunkSink, IChunkSource
    {
        public static Chunks Instance { get; } = new();

        public ContentHash Put(ReadOnlySpan<byte> bytes) => throw new InvalidOperationException("a chunk was not expected");

        public void Get(ContentHash hash, Span<byte> destination) => throw new InvalidOperationException("a chunk was not expected");
    }
}
