using Stet.Storage.Torture;

namespace Stet.Storage.Tests;

/// <summary>
/// Writes and syncs that fail one by one. The whole loop: <c>dotnet Stet.Storage.Torture.dll faults tests/faults/failing_disk.c</c>.
/// </summary>
public sealed class FailingDiskTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Stride = 13;

    [LinuxWithGccFact]
    public void A_failed_write_leaves_the_state_as_before_and_nothing_torn()
    {
        using var folder = new StoreFolder();
        var source = Path.Combine(AppContext.BaseDirectory, "failing_disk.c");
        var library = FaultLoop.BuildLibrary(source, folder.Root);
        var found = new FaultLoop(library!, folder.Root).Run(Stride, output.WriteLine);
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [LinuxWithGccFact]
    public void A_power_cut_that_takes_every_unsynced_byte_takes_nothing_that_was_kept()
    {
        using var folder = new StoreFolder();
        var library = FaultLoop.BuildLibrary(Path.Combine(AppContext.BaseDirectory, "failing_disk.c"), folder.Root);
        var found = new FaultLoop(library!, folder.Root).CutPower(Stride, output.WriteLine);
        Assert.True(found.Count == 0, string.Join('\n', found));
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
