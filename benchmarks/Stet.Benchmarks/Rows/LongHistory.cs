using System.Diagnostics;
using Stet.Model;

namespace Stet.Benchmarks.Rows;

/// <summary>
/// A history of a million entries: from a keystroke to its hits, on the wire and with their entries, beside a peer that filters the same lines for the same texts; and the
/// check of an entry that an arrow brings back.
/// </summary>
internal sealed class LongHistory : IMeasurement
{
    private const int Count = 1_000_000;
    private const int Shown = 100;

    private static readonly string[] Typed = ["git commit", "wther", "docker run staging", "zzq", "ssh stone-42", "customers", "trnpy", "kubctl", "make river1", "orders.log"];

    public string Name => "history";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench)
    {
        var folder = bench.NewFolder();
        var file = Path.Combine(folder, "bash_history");
        await File.WriteAllLinesAsync(file, HistoryLines.Make(Count));
        await using var workspace = bench.Open(folder);
        using var conversation = await Conversation.Begin(workspace);
        await conversation.Submit($"import_history(\"{file}\")");
        await conversation.Search("first", Shown);
        await WhenRead(conversation, File.ReadLines(file).First());
        var keys = Typed.SelectMany(text => Enumerable.Range(1, text.Length).Select(length => text[..length])).ToList();
        var times = new List<double>();
        var before = Workbench.ProcessorMilliseconds(conversation.Host);
        foreach (var text in keys)
        {
            times.Add(await Milliseconds(() => conversation.Search(text, Shown)));
        }

        var spent = (Workbench.ProcessorMilliseconds(conversation.Host) - before) / keys.Count;

        var (ordinary, destructive) = await Checks(conversation);
        var figures = new List<Figure>
        {
            Figure.Within($"Search over {Count:N0} entries, keystroke to {Shown} hits: 95th percentile of {keys.Count} keys", "at most 16 ms", Sample.Quantile(times, 0.95), "ms", 16),
            Figure.Within("Processor time of the host for one of these keys, both processors together, mean", "at most 32 ms", spent, "ms", 32),
            Peer(file, times),
            Figure.Within("Recall check of an entry that an arrow brings back: 95th percentile", "at most 10 ms", Sample.Quantile(ordinary, 0.95), "ms", 10),
            Figure.Within("Recall check of one that can destroy files: 95th percentile", "at most 10 ms", Sample.Quantile(destructive, 0.95), "ms", 10),
        };
        conversation.Dispose();
        await workspace.Stop();
        return figures;
    }

    /// <summary>fzf where it is, else grep: each reads and filters the lines anew for a text, as a shell's history search through it does.</summary>
    private static Figure Peer(string file, List<double> times)
    {
        const string name = "The same, median, against a filter of the lines";
        const string aim = "at most 1";
        var fzf = new[] { "/usr/bin/fzf", "/usr/local/bin/fzf" }.FirstOrDefault(File.Exists);
        string[] texts = [.. Typed.Where(t => t != "zzq")];
        var peer = texts.Select(text => fzf is null ? Workbench.Time("/bin/sh", "-c", $"grep -i -F -- '{text}' '{file}' || true") : Workbench.Time("/bin/sh", "-c", $"{fzf} --filter='{text}' < '{file}' || true"));
        return Figure.Against(name, aim, Sample.Median(times), fzf is null ? "grep -i -F" : "fzf --filter", Sample.Median(peer), "ms", 1);
    }

    private static async Task WhenRead(Conversation conversation, string oldest)
    {
        while ((await conversation.Search(oldest, 1)).All(hit => hit.Entry.Code != "!" + oldest))
        {
            await Task.Delay(100);
        }
    }

    private static async Task<(List<double> Ordinary, List<double> Destructive)> Checks(Conversation conversation)
    {
        await conversation.Submit("double mean(double[] x) => x.Sum() / x.Length;\ndata = new[] { 1.0, 2 };");
        var mean = (await conversation.Submit("mean(data)")).Outcome;
        await conversation.Submit("Directory.CreateDirectory(\"scratch\"); for (int i = 0; i < 100; i++) File.WriteAllText($\"scratch/{i}.tmp\", \"\");");
        var sweep = (await conversation.Submit("foreach (var f in Directory.GetFiles(\"scratch\")) File.Delete(f);")).Outcome;
        await conversation.Submit("double mean(double[] x) => x.Average();\nfor (int i = 0; i < 100; i++) File.WriteAllText($\"scratch/{i}.tmp\", \"\");");
        return (await Check(mean), await Check(sweep));

        async Task<List<double>> Check(Outcome entry)
        {
            var times = new List<double>();
            for (var i = 0; i < 60; i++)
            {
                times.Add(await Milliseconds(() => conversation.CheckRecall(entry)));
            }

            return times[10..];
        }
    }

    private static async Task<double> Milliseconds(Func<Task> work)
    {
        var begun = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }
}
