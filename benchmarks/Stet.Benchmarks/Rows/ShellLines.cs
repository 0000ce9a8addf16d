namespace Stet.Benchmarks.Rows;

/// <summary>
/// Shell lines: <c>!true</c> in a pseudo-terminal, prompt to prompt, beside <c>bash -c true</c>; and a gigabyte through two processes into C# lines, beside
/// <c>wc -l</c> at the end of the same pipe.
/// </summary>
internal sealed class ShellLines : IMeasurement
{
    private const int Times = 40;
    private const int PipeTimes = 3;
    private const int Parts = 16;
    private const int PartBytes = 1_000_000_000 / Parts;

    public string Name => "shell";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench) => [await Nothing(bench), await Pipe(bench)];

    private static async Task<Figure> Nothing(Workbench bench)
    {
        var folder = bench.NewFolder();
        await using var workspace = bench.Open(folder);
        using var conversation = await Conversation.Begin(workspace, rows: 24);
        List<double> line = [], bare = [];
        for (var i = 0; i < Times; i++)
        {
            line.Add((await conversation.Submit("!true")).Prompt);
            bare.Add(Workbench.Time("bash", "-c", "true"));
        }

        await workspace.Stop();
        var (stet, bash) = (Sample.Median(line), Sample.Median(bare));
        return Figure.Within("`!true`, prompt to prompt, beyond `bash -c true`", "at most 10 ms", stet - bash, "ms", 10) with
        {
            Peer = $"{Figure.Number(stet)} ms and {Figure.Number(bash)} ms",
        };
    }

    private static async Task<Figure> Pipe(Workbench bench)
    {
        var folder = bench.NewFolder();
        var file = Path.Combine(folder, "lines.txt");
        WriteLines(file);
        var files = string.Join(' ', Enumerable.Repeat(file, Parts));
        await using var workspace = bench.Open(folder);
        using var conversation = await Conversation.Begin(workspace);
        await conversation.Submit($"long Count(string line) {{ var n = 0L; foreach (var l in sh(line)) n++; return n; }}");
        List<double> lines = [], counted = [];
        for (var i = 0; i < PipeTimes; i++)
        {
            lines.Add((await conversation.Submit($"Count(\"cat {files} | cat\")")).Run);
            counted.Add(Workbench.Time("bash", "-c", $"cat {files} | cat | wc -l"));
        }

        await workspace.Stop();
        return Figure.Against("A pipe of 1 GB through two processes into C# lines", "at least half the rate of `wc -l`", Sample.Median(lines), "wc -l", Sample.Median(counted), "ms", 2);
    }

    /// <summary>Lines as a log has them, of 20 to 180 characters.</summary>
    private static void WriteLines(string file)
    {
        var random = new Random(1);
        using var writer = new StreamWriter(file);
        for (var written = 0; written < PartBytes;)
        {
            var line = $"2026-01-02T03:04:05.{random.Next(1000):000} {new string('x', random.Next(160))}";
            writer.Write(line);
            writer.Write('\n');
            written += line.Length + 1;
        }
    }
}
