using Stet.Model;
using Stet.Toolbox.Shell;

namespace Stet.Sessions.Shells;

/// <summary>What is to be known before a session with a terminal ends: its jobs, which end with it.</summary>
internal static class Leaving
{
    public static Listing Of(ShellSession shell)
    {
        var (stopped, running) = shell.Jobs();
        return new(string.Join('\n', [.. stopped, .. running]), [], []);
    }
}
