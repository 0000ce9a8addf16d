using System.Diagnostics;
using System.Reflection;
using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Capturing;
using Stet.Storage;

namespace Stet.Benchmarks.Rows;

/// <summary>
/// What a host does to keep one small changed variable, done on a workspace's real store while no host has it: the history entry made
/// durable before the run; the variable captured; its image, its binding and the entry's outcome committed. Two durable transactions, in
/// turn with inserts into a bare table on the same disk, because a disk is not always equally fast.
/// </summary>
internal sealed class SmallChange(string folder, string bareFolder)
{
    private const int Warming = 50;
    private const int Times = 300;

    /// <summary>Median milliseconds of keeping, and of a bare insert.</summary>
    public (double Keeping, double Insert) Measure()
    {
        using var store = WorkspaceStore.Open(Path.Combine(folder, ".stet"), new());
        using var bare = new BareTable(bareFolder);
        var capturer = new Capturer(new NoUnits(), store);
        List<double> keeping = [], inserting = [];
        for (var i = 0; i < Warming + Times; i++)
        {
            var value = i;
            keeping.Add(Milliseconds(() => Keep(store, capturer, value)));
            inserting.Add(Milliseconds(bare.Insert));
        }

        return (Sample.Median(keeping.Skip(Warming)), Sample.Median(inserting.Skip(Warming)));
    }

    private static void Keep(WorkspaceStore store, Capturer capturer, int value)
    {
        var number = store.Begin(new("benchmark"), $"small = {value};", "/", DateTimeOffset.Now);
        var captured = capturer.Capture([new CaptureRoot("small", value, typeof(int))], CancellationToken.None)[0];
        var hash = Hashing.Of(captured.Bytes.Span);
        store.Commit(new(
            number, EntryState.Succeeded, 1, null, null, "", [new(BindingKind.Variable, "small", Payload(captured), hash)],
            [new(hash, captured.Bytes, captured.Chunks)]));
    }

    /// <summary>As long as the one that a host writes.</summary>
    private static string Payload(CapturedImage captured) =>
        $$"""{"Type":"int","Roots":["small"],"Units":[],"LiveParts":[],"Immutable":true,"Bytes":{{captured.TotalBytes}}}""";

    private static double Milliseconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private sealed class NoUnits : IUnitNames
    {
        public string? UnitOf(Assembly assembly) => null;
    }
}
