namespace Stet.Benchmarks.Rows;

/// <summary>
/// 10,000 submissions of mixed kinds one after another, each timed from prompt to prompt and until it is kept; and what memory they leave.
/// The tenth is measured in several fresh hosts, because one host has only one.
/// </summary>
internal sealed class ManySubmissions : IMeasurement
{
    private const int Count = 10_000;
    private const int FreshHosts = 5;

    public string Name => "submissions";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench)
    {
        var early = await Early(bench);
        await using var workspace = bench.Open(bench.NewFolder());
        using var conversation = await Conversation.Begin(workspace);
        var times = new List<double>();
        var start = 0.0;
        for (var i = 0; i < Count; i++)
        {
            times.Add((await conversation.Submit(Mixed(i))).Kept);
            start = i == 9 ? Workbench.ResidentMegabytes(conversation.Host) : start;
        }

        var growth = Workbench.ResidentMegabytes(conversation.Host) - start;
        await workspace.Stop();
        var thousandth = Sample.Median(times.GetRange(900, 200));
        var last = Sample.Median(times.GetRange(Count - 200, 200));
        return
        [
            Figure.Within("One submission, kept: median at the 10th", "at most 10 ms", early, "ms", 10),
            Figure.Within("One submission, kept: median at the 1,000th", "at most 10 ms", thousandth, "ms", 10),
            Figure.Within("One submission, kept: median at the 10,000th", "at most 10 ms", last, "ms", 10),
            Figure.Against("The 10,000th against the 10th", "ratio at most 1.2", last, "the 10th", early, "ms", 1.2),
            Figure.Within("One submission, kept: 99 of 100", "at most 50 ms", Sample.Quantile(times, 0.99), "ms", 50),
            Figure.Within("Memory after 10,000 mixed submissions, over the start", "at most 100 MB", growth, "MB", 100),
        ];
    }

    private static async Task<double> Early(Workbench bench)
    {
        var times = new List<double>();
        for (var host = 0; host < FreshHosts; host++)
        {
            await using var workspace = bench.Open(bench.NewFolder());
            using var conversation = await Conversation.Begin(workspace);
            for (var i = 0; i < 12; i++)
            {
                var kept = (await conversation.Submit(Mixed(i))).Kept;
                if (i >= 8)
                {
                    times.Add(kept);
                }
            }

            await workspace.Stop();
        }

        return Sample.Median(times);
    }

    /// <summary>Assignments, changes in place, expressions, queries, functions defined and redefined, output, and now and then a type.</summary>
    private static string Mixed(int i) => (i % 10) switch
    {
        _ when i == 0 => "total = 0L; list = new List<int>();",
        _ when i % 500 == 499 => $"record Point{i}(int X, int Y);",
        1 => $"x{i % 50} = {i};",
        2 => $"total += {i};",
        3 => $"list.Add({i});",
        4 => $"{i} * 2 + 1",
        5 => $"int F{i % 20}(int a) => a + {i};",
        6 => "list.Where(item => item % 2 == 0).Sum(item => (long)item)",
        7 => $"Console.WriteLine(\"step {i}\");",
        8 => $"name{i % 30} = \"value {i}\";",
        9 => $"pairs{i % 10} = new Dictionary<string, int> {{ [\"a\"] = {i} }};",
        _ => "total",
    };
}
