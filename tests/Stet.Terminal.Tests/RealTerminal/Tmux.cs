using System.Diagnostics;

namespace Stet.Terminal.Tests.RealTerminal;

/// <summary>A shell in a real pseudo-terminal, held by a tmux server of its own.</summary>
internal sealed class Tmux : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);
    private readonly string _socket = $"stet-test-{Guid.NewGuid():n}";

    public Tmux(int width, int height)
    {
        Command("-f", "/dev/null", "new-session", "-d", "-x", $"{width}", "-y", $"{height}", "env PS1='$ ' TERM=tmux-256color sh");
        WaitFor(screen => screen.Contains('$'));
    }

    public static bool IsInstalled { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "tmux")));

    public string Screen => Command("capture-pane", "-p").TrimEnd('\n');

    /// <summary>Types text as it is.</summary>
    public void Type(string text) => Command("send-keys", "-l", "--", text.EndsWith(';') ? text[..^1] + "\\;" : text);

    /// <summary>Presses keys by tmux's names for them.</summary>
    public void Press(params string[] keys) => Command(["send-keys", .. keys]);

    public void Paste(string text)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);
        Command("load-buffer", file);
        Command("paste-buffer", "-p");
        File.Delete(file);
    }

    /// <summary>Sends SIGTERM to the program that the shell has started last.</summary>
    public void Terminate()
    {
        var shell = Command("display-message", "-p", "#{pane_pid}").Trim();
        var child = File.ReadAllText($"/proc/{shell}/task/{shell}/children").Trim().Split(' ')[^1];
        using var kill = Process.Start("kill", ["-TERM", child]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public void Resize(int width, int height) => Command("resize-window", "-x", $"{width}", "-y", $"{height}");

    /// <summary>Looks until the screen is as it should be; fails with what it is.</summary>
    public void WaitFor(Func<string, bool> asExpected)
    {
        var watch = Stopwatch.StartNew();
        var screen = Screen;
        while (!asExpected(screen))
        {
            Assert.True(watch.Elapsed < Patience, $"the screen never became as expected; it is:\n{screen}");
            Thread.Sleep(BetweenLooks);
            screen = Screen;
        }
    }

    public void WaitForEnd(string end) => WaitFor(screen => screen.EndsWith(end, StringComparison.Ordinal));

    public void Dispose() => Command("kill-server");

    private string Command(params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-L", _socket }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"tmux {arguments[0]} failed");
        return output;
    }
}

/// <summary>A test that needs tmux; without it, it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TmuxFactAttribute : FactAttribute
{
    public TmuxFactAttribute() => Skip = Tmux.IsInstalled ? null : "tmux is not installed: the prompt was not tried in a real terminal.";
}
