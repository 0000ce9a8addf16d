using System.Globalization;

namespace Stet.Benchmarks.Rows;

/// <summary>Memory after 5,000 redefinitions of a type of which values live: each migrates them. All old worlds are gone then, as <c>worlds</c> says.</summary>
internal sealed class ManyRedefinitions : IMeasurement
{
    private const int Count = 5_000;

    public string Name => "redefinitions";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench)
    {
        await using var workspace = bench.Open(bench.NewFolder());
        using var conversation = await Conversation.Begin(workspace);
        await conversation.Submit("record P(int Id);");
        await conversation.Submit("points = Enumerable.Range(0, 100).Select(i => new P(i)).ToList();\nint total() => points.Sum(p => p.Id);");
        await Redefine(conversation, 0, 50);
        var start = Workbench.ResidentMegabytes(conversation.Host);
        var time = await Redefine(conversation, 50, Count);
        var check = (await conversation.Submit("total()")).Outcome.Text;
        var worlds = (await conversation.Submit("worlds().Count")).Outcome.Text;
        if ((check, worlds) != ("4950", "1"))
        {
            throw new InvalidOperationException($"The total is {check}, and there are {worlds} worlds.");
        }

        var grown = Workbench.ResidentMegabytes(conversation.Host) - start;
        conversation.Dispose();
        await workspace.Stop();
        return
        [
            Figure.Within("Memory after 5,000 redefinitions with migration, over the start; one world is left", "at most 150 MB", grown, "MB", 150),
            Figure.Within("One of those redefinitions", "at most 100 ms", time, "ms", 100),
        ];
    }

    private static async Task<double> Redefine(Conversation conversation, int from, int to)
    {
        var times = new List<double>();
        for (var i = from; i < to; i++)
        {
            times.Add((await conversation.Submit($"record P(int Id) {{ public int A{i} {{ get; init; }} = {i.ToString(CultureInfo.InvariantCulture)}; }}")).Prompt);
        }

        return Sample.Median(times);
    }
}
