namespace Stet.Benchmarks.Rows;

/// <summary>Resident memory of a host on an empty workspace after its first submission.</summary>
internal sealed class IdleHost : IMeasurement
{
    public string Name => "idle";

    public async Task<IReadOnlyList<Figure>> Measure(Workbench bench)
    {
        await using var workspace = bench.Open(bench.NewFolder());
        using var conversation = await Conversation.Begin(workspace);
        await conversation.Submit("1+1");
        var megabytes = Workbench.ResidentMegabytes(conversation.Host);
        await workspace.Stop();
        return [Figure.Within("Idle host, empty workspace", "at most 200 MB resident", megabytes, "MB", 200)];
    }
}
