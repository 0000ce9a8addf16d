namespace Stet.Benchmarks.Rows;

/// <summary>A loop of 100,000,000 steps over workspace variables, typed at the prompt, against the same loop inside a function.</summary>
internal sealed class LoopAtPrompt : IMeasurement
{
    private const int Times = 5;

    public string Name => "loop";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench)
    {
        await using var workspace = bench.Open(bench.NewFolder());
        using var conversation = await Conversation.Begin(workspace);
        await conversation.Submit("sum = 0L; step = 3L; n = 100_000_000;");
        await conversation.Submit("long Loop(int n, long step) { var sum = 0L; for (var i = 0; i < n; i++) sum += i ^ step; return sum; }");
        List<double> typed = [], inside = [];
        for (var i = 0; i < Times; i++)
        {
            inside.Add((await conversation.Submit("Loop(n, step)")).Run);
            typed.Add((await conversation.Submit("for (var i = 0; i < n; i++) sum += i ^ step;")).Run);
        }

        await workspace.Stop();
        return [Figure.Against("A loop of 100,000,000 steps typed at the prompt", "at most 1.15 of a function's", Sample.Median(typed), "in a function", Sample.Median(inside), "ms", 1.15)];
    }
}
