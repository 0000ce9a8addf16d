using System.Diagnostics;
using System.Globalization;

namespace Stet.Benchmarks.Rows;

/// <summary>1,000,000 records in a list and a dictionary: kept and restored, against Python's pickle of the same to a synced file and back.</summary>
internal sealed class ManyObjects : IMeasurement
{
    private const string Pickle = """
        import os, pickle, sys, time
        from dataclasses import dataclass
        @dataclass
        class Item:
            id: int
            name: str
            price: float
        items = [Item(i, "item %d" % i, i * 0.5) for i in range(500000)]
        by_name = {"key %d" % i: Item(-i, "other %d" % i, i * 0.25) for i in range(500000)}
        start = time.perf_counter()
        with open(sys.argv[1], "wb") as f:
            pickle.dump((items, by_name), f, protocol=pickle.HIGHEST_PROTOCOL)
            f.flush()
            os.fsync(f.fileno())
        dumped = time.perf_counter()
        with open(sys.argv[1], "rb") as f:
            pickle.load(f)
        print((dumped - start) * 1000, (time.perf_counter() - dumped) * 1000)
        """;

    public string Name => "objects";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench)
    {
        var (keeping, restoring) = await Stet(bench);
        const string keep = "Keeping 1,000,000 small objects";
        const string restore = "Restoring 1,000,000 small objects";
        if (bench.Peers.Python is not { } python)
        {
            return
            [
                Figure.Skipped(keep, "below pickle", $"{Figure.Number(keeping)} ms", "python3 is not installed"),
                Figure.Skipped(restore, "below pickle", $"{Figure.Number(restoring)} ms", "python3 is not installed"),
            ];
        }

        var (dump, load) = Python(bench, python);
        return [Figure.Against(keep, "below pickle", keeping, "pickle, synced", dump, "ms", 1), Figure.Against(restore, "below pickle", restoring, "unpickle", load, "ms", 1)];
    }

    private static async Task<(double Keeping, double Restoring)> Stet(Workbench bench)
    {
        var folder = bench.NewFolder();
        await using var workspace = bench.Open(folder);
        double keeping;
        using (var conversation = await Conversation.Begin(workspace))
        {
            await conversation.Submit("record Item(int Id, string Name, double Price);");
            keeping = (await conversation.Submit("""
                items = Enumerable.Range(0, 500_000).Select(i => new Item(i, "item " + i, i * 0.5)).ToList();
                byName = Enumerable.Range(0, 500_000).ToDictionary(i => "key " + i, i => new Item(-i, "other " + i, i * 0.25));
                """)).Keeping;
        }

        await workspace.Stop();
        using var again = await Conversation.Begin(workspace);
        await again.Submit("1+1");
        var restoring = (await again.Submit("items.Count + byName.Count")).Prompt;
        await workspace.Stop();
        return (keeping, restoring);
    }

    private static (double Dump, double Load) Python(Workbench bench, string python)
    {
        var file = Path.Combine(bench.NewFolder(), "items.pickle");
        using var process = Process.Start(new ProcessStartInfo(python, ["-c", Pickle, file]) { RedirectStandardOutput = true })!;
        var times = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        return (double.Parse(times[0], CultureInfo.InvariantCulture), double.Parse(times[1], CultureInfo.InvariantCulture));
    }
}
