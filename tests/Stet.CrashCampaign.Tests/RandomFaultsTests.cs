namespace Stet.CrashCampaign.Tests;

/// <summary>The short run of the campaign on a disk that fails. <c>tests/Stet.CrashCampaign faults</c> runs the long one.</summary>
public class RandomFaultsTests
{
    [LinuxWithGccFact]
    public async Task A_disk_that_fails_at_random_writes_loses_nothing_that_was_kept_and_tears_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("stet-campaign-").FullName;
        var result = await Runs.WithFaults(folder, rounds: 30, Random.Shared.Next(), _ => { });
        Assert.Equal(30, result.Rounds);
        Assert.True(result.Refused + result.NotKept > 0, "No write has failed: the failing disk does not work here.");
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Skips, and says why, where the failing disk cannot be built or preloaded.</summary>
internal sealed class LinuxWithGccFactAttribute : FactAttribute
{
    public LinuxWithGccFactAttribute()
    {
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!OperatingSystem.IsLinux() || !paths.Any(path => File.Exists(Path.Combine(path, "gcc"))))
        {
            Skip = "Skipped: the failing disk is a preloaded C library, and needs Linux with gcc.";
        }
    }
}
