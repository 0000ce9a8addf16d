using System.Globalization;

namespace Stet.Benchmarks.Rows;

/// <summary>
/// What a submission costs in a workspace of 10,000 definitions: a changed body, a changed contract with a hundred users, the effects of all after a change, and one that changes nothing,
/// beside the same in an empty workspace. The first opening compiles everything and is not measured.
/// </summary>
internal sealed class DefinitionSteps : IMeasurement
{
    private const int Count = 10_000;
    private const int Times = 25;

    public string Name => "definitions";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench)
    {
        var folder = bench.NewFolder();
        ManyDefinitions.Write(folder, Count, 100);
        await using var workspace = bench.Open(folder);
        using (var first = await Conversation.Begin(workspace))
        {
            await first.Submit("1+1");
        }

        await workspace.Stop();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var conversation = await Conversation.Begin(workspace);
        await conversation.Submit("f3(3)");
        var opening = watch.Elapsed.TotalMilliseconds;
        var (plain, empty) = await Plain(bench, conversation);
        var body = await Bodies(conversation, 1);
        var hub = await Hubs(conversation);
        var effects = await EffectsAfterChange.Measure(conversation, Times);
        conversation.Dispose();
        await workspace.Stop();
        var inOne = await InOneFile(workspace, folder);
        return
        [
            Figure.Within("Changed body of one function among 10,000 definitions in 100 files, until the prompt is back", "at most 25 ms", body, "ms", 25),
            Figure.Within("... all of them in one file", "at most 25 ms", inOne, "ms", 25),
            Figure.Within("Changed contract with 100 direct dependents among 10,000", "at most 300 ms", hub, "ms", 300),
            Figure.Within("Effects of the whole workspace of 10,000 definitions after one change, which all that reach it share", "at most 20 ms", effects, "ms", 20),
            Figure.Against("`f3(4)` with 10,000 definitions", "at most 1.2 of one alone", plain, "one definition", empty, "ms", 1.2),
            Figure.Within("First result after opening 10,000 definitions, none of them compiled again", "at most 2 s", opening, "ms", 2000),
        ];
    }

    private static async Task<(double Plain, double Empty)> Plain(Workbench bench, Conversation crowded)
    {
        await using var workspace = bench.Open(bench.NewFolder());
        using var empty = await Conversation.Begin(workspace);
        await empty.Submit("double f3(double x) => x;");
        List<double> among = [], alone = [];
        for (var i = 0; i < Times + 5; i++)
        {
            among.Add((await crowded.Submit($"f3({i})")).Prompt);
            alone.Add((await empty.Submit($"f3({i})")).Prompt);
        }

        await workspace.Stop();
        return (Sample.Median(among.Skip(5)), Sample.Median(alone.Skip(5)));
    }

    private static async Task<double> Bodies(Conversation conversation, int version)
    {
        var times = new List<double>();
        for (var i = 0; i < Times + 5; i++)
        {
            times.Add((await conversation.Submit(ManyDefinitions.Function(1000 + (i * 37), version + i))).Prompt);
        }

        var check = (await conversation.Submit("f1000(1000 % 7)")).Outcome.Text;
        return check == version.ToString(CultureInfo.InvariantCulture) ? Sample.Median(times.Skip(5)) : throw new InvalidOperationException($"f1000 gives {check}, not {version}.");
    }

    private static async Task<double> Hubs(Conversation conversation)
    {
        var times = new List<double>();
        for (var version = 1; version <= 7; version++)
        {
            times.Add((await conversation.Submit(ManyDefinitions.Hub(version))).Prompt);
        }

        return Sample.Median(times.Skip(2));
    }

    /// <summary>The same definitions moved into one file: nothing is compiled for that.</summary>
    private static async Task<double> InOneFile(Protocol.Client.RemoteWorkspace workspace, string folder)
    {
        var parts = Directory.GetFiles(folder, "*.cs").Order(StringComparer.Ordinal).ToList();
        File.WriteAllText(Path.Combine(folder, "workspace.cs"), string.Join("\n", parts.Select(File.ReadAllText)));
        parts.ForEach(File.Delete);
        using var conversation = await Conversation.Begin(workspace);
        await conversation.Submit("1+1");
        var body = await Bodies(conversation, 100);
        conversation.Dispose();
        await workspace.Stop();
        return body;
    }
}
