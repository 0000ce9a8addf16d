namespace Stet.CrashCampaign;

internal static class HostProgram
{
    /// <summary>The host that <c>STET_HOST</c> names, else the one that <c>./stet</c> built in the checkout above this program.</summary>
    /// <exception cref="FileNotFoundException">Nothing is built yet.</exception>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable("STET_HOST") is { Length: > 0 } named)
        {
            return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var current = Path.Combine(folder.FullName, ".build", "current");
            if (File.Exists(Path.Combine(folder.FullName, "Stet.slnx")) && File.Exists(current))
            {
                return Path.Combine(folder.FullName, ".build", File.ReadLines(current).First(), "host", "stet-host");
            }
        }

        throw new FileNotFoundException("There is no built host. Run ./stet --build-only first, or name one in STET_HOST.");
    }
}
