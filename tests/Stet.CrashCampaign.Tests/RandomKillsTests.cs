namespace Stet.CrashCampaign.Tests;

/// <summary>The short run of the campaign, on the host that <c>./stet</c> has built. <c>tests/Stet.CrashCampaign</c> runs the long one.</summary>
public class RandomKillsTests
{
    [Fact(Skip = "Not yet run to its end on this engine; run tests/Stet.CrashCampaign by hand (200 as its argument).")]
    public async Task Two_hundred_kills_at_random_moments_lose_nothing_and_tear_nothing()
    {
        var seed = Random.Shared.Next();
        var folder = Directory.CreateTempSubdirectory("stet-campaign-").FullName;
        var result = await new Campaign(new(HostProgram.Find(), folder, Kills: 200, seed), _ => { }).Run();
        Assert.Equal(200, result.Kills);
        Assert.True(result.Submissions > 200, $"seed {seed}: only {result.Submissions} submissions in 200 rounds");
        Directory.Delete(folder, recursive: true);
    }
}
