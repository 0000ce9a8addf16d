namespace Stet.CrashCampaign.Tests;

/// <summary>
/// The short run of the campaign, on the host that <c>./stet</c> has built: two workspaces side by side. <c>tests/Stet.CrashCampaign</c> runs the long one.
/// </summary>
public class RandomKillsTests
{
    [Fact]
    public async Task Two_hundred_kills_at_random_moments_lose_nothing_and_tear_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("stet-campaign-").FullName;
        var results = await Task.WhenAll(Kill(100, Path.Combine(folder, "1")), Kill(100, Path.Combine(folder, "2")));
        Assert.Equal(200, results.Sum(result => result.Rounds));
        Assert.True(results.Sum(result => result.Submissions) > 200, "No submission came before any kill.");
        Directory.Delete(folder, recursive: true);
    }

    private static Task<CampaignResult> Kill(int times, string folder) => Runs.WithKills(folder, times, Random.Shared.Next(), _ => { });
}
