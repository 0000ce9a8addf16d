using Stet.Terminal.Tests.RealTerminal;

namespace Stet.Transcripts;

/// <summary>Shell lines at the prompt of the real command, in a real pseudo-terminal.</summary>
public sealed class ShellTerminalTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("stet-shell-").FullName;
    private readonly Tmux tmux = new(80, 24);

    [TmuxFact]
    public void Programs_have_a_terminal_and_the_prompt_gets_it_back()
    {
        Start();
        Submit("!tty && stty size");
        tmux.WaitFor(screen => screen.Contains("24 80", StringComparison.Ordinal) && AtPrompt(screen));
        Submit("!read -s -p 'password: ' p; echo; echo \"[$p]\"");
        tmux.WaitForEnd("password:");
        tmux.Type("secret");
        tmux.Press("Enter");
        tmux.WaitFor(screen => screen.Contains("[secret]", StringComparison.Ordinal) && !screen.Contains("password: secret", StringComparison.Ordinal) && AtPrompt(screen));
        Submit("!printf 'no line end'");
        tmux.WaitFor(screen => screen.Contains("\nno line end\n", StringComparison.Ordinal) && AtPrompt(screen));
        Submit("history(1)[0].Code == history(1)[0].Output");
        tmux.WaitFor(screen => screen.Contains("\nfalse\n", StringComparison.Ordinal) && AtPrompt(screen));
    }

    [TmuxFact]
    public void A_pager_takes_the_screen_and_the_size_of_the_window_is_passed_on()
    {
        Start();
        Submit("!printf '\\033[?1049h\\033[Hsecond screen'; read x; until [ \"$(stty size)\" = '20 60' ]; do sleep 0.1; done; printf '\\033[?1049l'; stty size");
        tmux.WaitForEnd("second screen");
        tmux.Resize(60, 20);
        tmux.Press("Enter");
        tmux.WaitFor(screen => screen.Contains("20 60", StringComparison.Ordinal) && AtPrompt(screen));
        Submit("1 + 1");
        tmux.WaitFor(screen => screen.Contains("\n2\n", StringComparison.Ordinal) && AtPrompt(screen));
    }

    [TmuxFact]
    public void Ctrl_C_is_for_the_program_and_for_the_code_around_it()
    {
        Start();
        Submit("for (var i = 0; ; i++) { sh($\"echo round {i}; sleep 100\").Run(); }");
        tmux.WaitFor(screen => screen.Contains("\nround 0", StringComparison.Ordinal));
        tmux.Press("C-c");
        tmux.WaitFor(screen => screen.Contains("STET0201", StringComparison.Ordinal) && AtPrompt(screen));
        Submit("!trap 'echo caught' INT; echo ready; sleep 100; echo after");
        tmux.WaitFor(screen => screen.Contains("\nready", StringComparison.Ordinal));
        tmux.Press("C-c");
        tmux.WaitFor(screen => screen.Contains("caught\nafter", StringComparison.Ordinal) && AtPrompt(screen));
    }

    [TmuxFact]
    public void Tab_completes_files_and_programs_as_bash_does()
    {
        File.WriteAllText(Path.Combine(folder, "two words.txt"), "found it\n");
        Directory.CreateDirectory(Path.Combine(folder, "sub folder"));
        Start();
        tmux.Type("!cat two");
        tmux.Press("Tab");
        tmux.WaitForEnd("!cat two\\ words.txt");
        tmux.Press("Enter");
        tmux.WaitFor(screen => screen.Contains("\nfound it", StringComparison.Ordinal) && AtPrompt(screen));
        tmux.Type("!ls \"sub");
        tmux.Press("Tab");
        tmux.WaitForEnd("!ls \"sub folder/");
        tmux.Press("C-u");
        tmux.Type("!md5su");
        tmux.Press("Tab");
        tmux.WaitFor(screen => screen.Contains("> !md5sum", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        tmux.Dispose();
        var stop = new System.Diagnostics.ProcessStartInfo(Repository.Command, ["stop", "--force", "-w", folder]) { RedirectStandardOutput = true };
        stop.Environment["STET_STATE"] = Path.Combine(folder, "state");
        using var stopping = System.Diagnostics.Process.Start(stop)!;
        stopping.WaitForExit();
        Directory.Delete(folder, recursive: true);
    }

    private static bool AtPrompt(string screen) => screen.EndsWith("\n>", StringComparison.Ordinal);

    private void Start()
    {
        tmux.Type($"cd {folder} && STET_IDLE_SECONDS=1 STET_STATE={folder}/state {Repository.Command}");
        tmux.Press("Enter");
        tmux.WaitForEnd("\n>");
    }

    private void Submit(string code)
    {
        tmux.Type(code);
        tmux.Press("Enter");
    }
}
