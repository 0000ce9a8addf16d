namespace Stet.CrashCampaign;

/// <summary>The two campaigns, each on a workspace of its own below a folder.</summary>
internal static class Runs
{
    public static Task<CampaignResult> WithKills(string folder, int rounds, int seed, Action<string> report) =>
        new Campaign(new(HostProgram.Find(), Workspace(folder), rounds, seed), new KillRound(), report).Run();

    public static Task<CampaignResult> WithFaults(string folder, int rounds, int seed, Action<string> report)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "failing_disk.c");
        var faulty = FaultyHost.Make(Path.Combine(folder, "faults"), source, HostProgram.Find());
        return new Campaign(new(faulty.Program, Workspace(folder), rounds, seed, LargeShare: 0.01), new FaultRound(faulty), report).Run();
    }

    private static string Workspace(string folder) => Directory.CreateDirectory(Path.Combine(folder, "workspace")).FullName;
}
