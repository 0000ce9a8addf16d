namespace Stet.Transcripts;

/// <summary>Where the checkout and the command under test are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The command under test: the one that <c>STET_COMMAND</c> names, else <c>./stet</c> of the checkout.</summary>
    public static string Command { get; } = Environment.GetEnvironmentVariable("STET_COMMAND") ?? Path.Combine(Root, "stet");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Stet.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Stet.slnx.");
    }
}
