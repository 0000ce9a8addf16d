using System.Diagnostics;
using Stet.Terminal.Tests.RealTerminal;

namespace Stet.Transcripts;

/// <summary>M1, M4 and M5 at the prompt of the real command, in a real pseudo-terminal: what an arrow or Ctrl-R brings back, and what is said of it.</summary>
public sealed class RecallTerminalTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("stet-recall-").FullName;
    private readonly Tmux tmux = new(130, 30);

    [TmuxFact]
    public void M1_a_destructive_line_in_another_directory_says_so_and_asks_once()
    {
        Files("one", "a.log", "b.log");
        Files("two", "notes.txt", "plan.txt", "budget.ods");
        Start();
        Submit("!cd one");
        Submit("!rm -rf *");
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(folder, "one")));
        Submit("!cd ../two");
        tmux.Press("Up", "Up");
        tmux.WaitFor(screen => screen.Contains("> !rm -rf *\nsince In[2]: directory is", StringComparison.Ordinal) && screen.Contains("would destroy 3 files", StringComparison.Ordinal));
        tmux.Press("Enter");
        tmux.WaitFor(screen => screen.Contains("deletes 3 files in", StringComparison.Ordinal) && screen.Contains("Run it? (y/n)", StringComparison.Ordinal));
        tmux.Type("n");
        tmux.WaitFor(screen => !screen.Contains("(y/n)", StringComparison.Ordinal));
        Assert.Equal(3, Directory.GetFileSystemEntries(Path.Combine(folder, "two")).Length);
        tmux.Press("Enter");
        tmux.WaitFor(screen => screen.Contains("Run it? (y/n)", StringComparison.Ordinal));
        tmux.Type("y");
        tmux.WaitFor(AtPrompt);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(folder, "two")));
        Files("two", "notes.txt");
        tmux.Press("Up");
        tmux.WaitFor(screen => screen.EndsWith("> !rm -rf *", StringComparison.Ordinal));
        tmux.Press("Enter");
        tmux.WaitFor(AtPrompt);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(folder, "two")));
    }

    [TmuxFact]
    public void M4_a_redefined_function_is_told_and_Alt_D_shows_its_old_text()
    {
        Start();
        Submit("int clean(int[] d) => d.Length;");
        Submit("data = new[] { 1, 2 };");
        Submit("clean(data)");
        Submit("int clean(int[] d) => d.Max();");
        tmux.Press("Up", "Up");
        tmux.WaitForEnd("> clean(data)\nsince In[3]: clean was redefined  (Alt-D shows)");
        tmux.Press("M-d");
        tmux.WaitForEnd("clean was redefined\n  - int clean(int[] d) => d.Length;\n  + int clean(int[] d) => d.Max();");
        tmux.Press("Enter");
        tmux.WaitFor(AtPrompt);
    }

    [TmuxFact]
    public void M5_search_shows_directory_age_outcome_and_session()
    {
        Files("one");
        Start();
        Submit("y = new[] { 1.0, 2 };");
        Submit("y.Length + 40");
        Submit("!cd one");
        Submit("y.Len + 1");
        tmux.Press("C-r");
        tmux.Type("y.Len");
        tmux.WaitFor(screen => screen.Split('\n') is [.., var first, var second] && first.StartsWith("> y.Length + 40  now  ≠ ", StringComparison.Ordinal) && first.EndsWith("ok  this session", StringComparison.Ordinal)
            && second.StartsWith("  y.Len + 1  now  ", StringComparison.Ordinal) && second.EndsWith("/one  failed  this session", StringComparison.Ordinal));
        tmux.Press("Enter");
        tmux.WaitForEnd("> y.Length + 40");
    }

    public void Dispose()
    {
        tmux.Dispose();
        var start = new ProcessStartInfo(Repository.Command, ["stop", "--force", "-w", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["STET_STATE"] = Path.Combine(folder, "state");
        using (var stop = Process.Start(start)!)
        {
            stop.WaitForExit();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static bool AtPrompt(string screen) => screen.EndsWith("\n>", StringComparison.Ordinal);

    private void Files(string place, params string[] names)
    {
        Directory.CreateDirectory(Path.Combine(folder, place));
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(folder, place, name), "");
        }
    }

    private void Start()
    {
        tmux.Type($"cd {folder} && STET_IDLE_SECONDS=1 STET_STATE={folder}/state {Repository.Command}");
        tmux.Press("Enter");
        tmux.WaitForEnd("\n>");
    }

    private void Submit(string code)
    {
        tmux.Type(code);
        tmux.WaitForEnd(code);
        tmux.Press("Enter");
        tmux.WaitFor(AtPrompt);
    }
}
