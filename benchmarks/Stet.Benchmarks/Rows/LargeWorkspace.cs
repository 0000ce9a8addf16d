using System.Diagnostics;

namespace Stet.Benchmarks.Rows;

/// <summary>A workspace of gigabytes: keeping one small change beside them, the whole submission of one, and the first result after opening it.</summary>
internal sealed class LargeWorkspace : IMeasurement
{
    private const int Arrays = 8;
    private const int Times = 5;

    public string Name => "large";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench)
    {
        var (large, empty) = (bench.NewFolder(), bench.NewFolder());
        var submission = await Fill(bench, large);
        var (keeping, insert) = new SmallChange(large, bench.NewFolder()).Measure();
        List<double> withValues = [], without = [];
        for (var i = 0; i < Times; i++)
        {
            without.Add(await FirstResult(bench, empty));
            withValues.Add(await FirstResult(bench, large));
        }

        var size = $"{bench.LargeBytes / 1e9:0.#} GB";
        return
        [
            Figure.Against(
                $"Keeping one small change beside {size} (entry, capture, commit)", "at most 3 times a bare SQLite insert", keeping,
                "SQLite insert, full sync", insert, "ms", 3),
            Figure.Within($"The whole submission of that change, `small++;`, until it is kept", "at most 10 ms", submission, "ms", 10),
            Figure.Against($"First result after opening {size}", "at most 1.2 of an empty workspace", Sample.Median(withValues), "empty workspace", Sample.Median(without), "ms", 1.2),
        ];
    }

    /// <summary>Makes the values and gives the median milliseconds of a submission with one small change, from prompt to kept.</summary>
    private static async Task<double> Fill(Workbench bench, string folder)
    {
        await using var workspace = bench.Open(folder);
        using var conversation = await Conversation.Begin(workspace);
        await conversation.Submit("double[] Numbers(int seed, int length) { var random = new Random(seed); var all = new double[length]; random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(all.AsSpan())); return all; }");
        for (var i = 0; i < Arrays; i++)
        {
            await conversation.Submit($"field{i} = Numbers({i}, {bench.LargeBytes / 8 / Arrays});");
        }

        await conversation.Submit("small = 0;");
        var times = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            times.Add((await conversation.Submit("small++;")).Kept);
        }

        await workspace.Stop();
        return Sample.Median(times);
    }

    private static async Task<double> FirstResult(Workbench bench, string folder)
    {
        await using var workspace = bench.Open(folder);
        var watch = Stopwatch.StartNew();
        using var conversation = await Conversation.Begin(workspace);
        await conversation.Submit("1+1");
        var time = watch.Elapsed.TotalMilliseconds;
        await workspace.Stop();
        return time;
    }
}
