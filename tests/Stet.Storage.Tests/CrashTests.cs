using Stet.Storage.Torture;

namespace Stet.Storage.Tests;

/// <summary>kill -9 at random moments. The long run: <c>dotnet Stet.Storage.Torture.dll kill 5000</c>.</summary>
public sealed class CrashTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Kills = 50;

    [Fact]
    public void Nothing_kept_is_lost_or_torn_by_a_kill()
    {
        using var folder = new StoreFolder();
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var found = KillLoop.Run(folder.Folder, Kills, seed, _ => { });
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
