namespace Stet.Benchmarks.Rows;

/// <summary>Keeping 800 MB of doubles, against writing and syncing as many bytes to a file on the same disk, before and after each: a disk's speed drifts.</summary>
internal sealed class LargeArray : IMeasurement
{
    private const long Bytes = 800_000_000;
    private const int Times = 5;

    public string Name => "array";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench)
    {
        await using var workspace = bench.Open(bench.NewFolder());
        using var conversation = await Conversation.Begin(workspace);
        await conversation.Submit("double[] Numbers(int seed, int length) { var random = new Random(seed); var all = new double[length]; random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(all.AsSpan())); return all; }");
        await conversation.Submit("warm = Numbers(0, 1_000_000);");
        List<double> keeping = [], prompt = [], bare = [];
        bare.Add(BareDisk.WriteAndSync(bench.NewFolder(), Bytes));
        for (var i = 1; i <= Times; i++)
        {
            var timing = await conversation.Submit($"field = Numbers({i}, {Bytes / 8});");
            keeping.Add(timing.Keeping);
            prompt.Add(timing.Overhead);
            bare.Add(BareDisk.WriteAndSync(bench.NewFolder(), Bytes));
        }

        await workspace.Stop();
        return
        [
            Figure.Against("Keeping 800 MB of doubles", "at most 1.5 of write and sync", Sample.Median(keeping), "write and sync", Sample.Median(bare), "ms", 1.5),
            Figure.Within("Prompt back after making 800 MB", "50 ms", Sample.Median(prompt), "ms", 50),
        ];
    }
}
