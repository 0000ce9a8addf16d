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
        Submit("!bash -c 'trap \"echo caught\" INT; echo ready; sleep 100; echo after'");
        tmux.WaitFor(screen => screen.Contains("\nready", StringComparison.Ordinal));
        tmux.Press("C-c");
        tmux.WaitFor(screen => screen.Contains("caught\nafter", StringComparison.Ordinal) && AtPrompt(screen));
        Submit("!sleep 100; echo behind it");
        Thread.Sleep(500);
        tmux.Press("C-c");
        tmux.WaitFor(screen => screen.Contains("behind it\n^C\n", StringComparison.Ordinal) && AtPrompt(screen));
    }

    [TmuxFact]
    public void What_is_typed_ahead_while_a_program_runs_is_for_the_prompt()
    {
        Start();
        Submit("!echo begun; until [ -e go ]; do sleep 0.1; done");
        tmux.WaitForEnd("\nbegun");
        Thread.Sleep(300);
        Submit("20 + 22");
        tmux.Type("40 + ");
        Thread.Sleep(300);
        File.WriteAllText(Path.Combine(folder, "go"), "");
        tmux.WaitFor(screen => screen.Contains("\n> 20 + 22\n", StringComparison.Ordinal) && screen.Contains("\n42\n", StringComparison.Ordinal) && screen.EndsWith("\n> 40 +", StringComparison.Ordinal));
    }

    [TmuxFact]
    public void Ctrl_Z_stops_a_program_and_fg_gives_it_the_terminal_again()
    {
        Start();
        Submit("!cat; stty -a | grep -o ' -*icanon'");
        Thread.Sleep(1000);
        tmux.Type("first");
        tmux.Press("Enter", "C-z");
        tmux.WaitFor(screen => screen.Contains("[1]+  Stopped                 cat", StringComparison.Ordinal) && screen.Contains("\n icanon", StringComparison.Ordinal) && AtPrompt(screen));
        Submit("1 + 1");
        tmux.WaitFor(screen => screen.Contains("\n2\n", StringComparison.Ordinal) && AtPrompt(screen));
        Submit("!fg");
        tmux.WaitForEnd("\ncat");
        tmux.Type("second");
        tmux.Press("Enter");
        tmux.WaitFor(screen => screen.Contains("\nsecond\nsecond", StringComparison.Ordinal));
        tmux.Press("C-d");
        tmux.WaitFor(AtPrompt);
        Submit("!jobs; echo none");
        tmux.WaitFor(screen => screen.Contains("echo none\nnone\n", StringComparison.Ordinal) && AtPrompt(screen));
        Submit("!sleep 100");
        Thread.Sleep(1000);
        tmux.Press("C-z");
        tmux.WaitFor(screen => screen.Contains("[1]+  Stopped                 sleep 100", StringComparison.Ordinal) && AtPrompt(screen));
        Submit("history(2).Last().State");
        tmux.WaitFor(screen => screen.Contains("\nStopped\n", StringComparison.Ordinal) && AtPrompt(screen));
    }

    [TmuxFact]
    public void A_stop_ends_the_code_around_the_program_as_it_ends_a_loop_of_a_shell()
    {
        Start();
        Submit("foreach (var i in new[] { 1, 2 }) { sh($\"echo round {i}; sleep 100\").Run(); }");
        tmux.WaitFor(screen => screen.Contains("\nround 1", StringComparison.Ordinal));
        Thread.Sleep(500);
        tmux.Press("C-z");
        tmux.WaitFor(screen => screen.Contains("Stopped                 sleep 100", StringComparison.Ordinal) && !screen.Contains("round 2", StringComparison.Ordinal) && AtPrompt(screen));
        Submit("history(2).Last().State");
        tmux.WaitFor(screen => screen.Contains("\nStopped\n", StringComparison.Ordinal) && AtPrompt(screen));
    }

    [TmuxFact]
    public void What_a_program_in_the_background_writes_appears_above_the_line_being_typed()
    {
        Start();
        Submit("!(until [ -e go ]; do sleep 0.1; done; echo from behind) & echo begun");
        tmux.WaitFor(screen => screen.Contains("\nbegun\n", StringComparison.Ordinal) && AtPrompt(screen));
        tmux.Type("1 + ");
        tmux.WaitForEnd("\n> 1 +");
        File.WriteAllText(Path.Combine(folder, "go"), "");
        tmux.WaitFor(screen => screen.Contains("\nfrom behind\n", StringComparison.Ordinal) && screen.Contains("[1]+  Done", StringComparison.Ordinal) && screen.EndsWith("\n> 1 +", StringComparison.Ordinal));
        tmux.Type("2");
        tmux.Press("Enter");
        tmux.WaitFor(screen => screen.Contains("\n3\n", StringComparison.Ordinal) && AtPrompt(screen));
    }

    [TmuxFact]
    public void What_a_job_destroys_after_its_line_comes_back_with_undo()
    {
        File.WriteAllText(Path.Combine(folder, "precious.txt"), "kept\n");
        Start();
        Submit("!(until [ -e go ]; do sleep 0.1; done; rm precious.txt) & echo begun");
        tmux.WaitFor(screen => screen.Contains("\nbegun\n", StringComparison.Ordinal) && AtPrompt(screen));
        File.WriteAllText(Path.Combine(folder, "go"), "");
        tmux.WaitFor(screen => screen.Contains("[1]+  Done", StringComparison.Ordinal) && AtPrompt(screen));
        Assert.False(File.Exists(Path.Combine(folder, "precious.txt")));
        Submit("undo");
        tmux.WaitFor(_ => File.Exists(Path.Combine(folder, "precious.txt")));
        Assert.Equal("kept\n", File.ReadAllText(Path.Combine(folder, "precious.txt")));
    }

    [TmuxFact]
    public void Leaving_tells_once_of_jobs_and_then_ends_them()
    {
        Start();
        Submit("!sleep 100 & echo $! > running");
        tmux.WaitFor(screen => screen.Contains("[1] ", StringComparison.Ordinal) && AtPrompt(screen));
        Submit("!sh -c 'echo $$ > stopped; exec sleep 200'");
        Thread.Sleep(1000);
        tmux.Press("C-z");
        tmux.WaitFor(screen => screen.Contains("[2]+  Stopped", StringComparison.Ordinal) && AtPrompt(screen));
        Assert.NotEqual(0, Stop());
        Submit("exit");
        tmux.WaitFor(screen => screen.Contains("leave again to leave", StringComparison.Ordinal) && AtPrompt(screen));
        Assert.True(Lives("running") && Lives("stopped"));
        tmux.Press("C-d");
        tmux.WaitForEnd("\n$");
        Assert.True(SpinWait.SpinUntil(() => !Lives("running") && !Lives("stopped"), TimeSpan.FromSeconds(20)));
    }

    [TmuxFact]
    public void Jobs_end_with_a_front_end_that_is_ended()
    {
        Start();
        Submit("!sleep 100 & echo $! > running");
        tmux.WaitFor(screen => screen.Contains("[1] ", StringComparison.Ordinal) && AtPrompt(screen));
        Assert.True(Lives("running"));
        tmux.Terminate();
        tmux.WaitForEnd("\n$");
        Assert.True(SpinWait.SpinUntil(() => !Lives("running"), TimeSpan.FromSeconds(20)));
    }

    [TmuxFact]
    public void Jobs_end_with_a_host_that_is_killed()
    {
        Start();
        Submit("!sleep 100 & echo $! > running; echo $PPID > host");
        tmux.WaitFor(screen => screen.Contains("[1] ", StringComparison.Ordinal) && AtPrompt(screen));
        Assert.True(Lives("running"));
        System.Diagnostics.Process.GetProcessById(Number("host")).Kill();
        Assert.True(SpinWait.SpinUntil(() => !Lives("running"), TimeSpan.FromSeconds(20)));
        Submit("!jobs; echo none");
        tmux.WaitFor(screen => screen.Contains("\nnone\n", StringComparison.Ordinal) && AtPrompt(screen));
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
        Stop("--force");
        Directory.Delete(folder, recursive: true);
    }

    /// <returns>The exit code of <c>stet stop</c>.</returns>
    private int Stop(params string[] options)
    {
        var stop = new System.Diagnostics.ProcessStartInfo(Repository.Command, ["stop", .. options, "-w", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        stop.Environment["STET_STATE"] = Path.Combine(folder, "state");
        using var stopping = System.Diagnostics.Process.Start(stop)!;
        stopping.WaitForExit();
        return stopping.ExitCode;
    }

    private int Number(string file) => int.Parse(File.ReadAllText(Path.Combine(folder, file)), System.Globalization.CultureInfo.InvariantCulture);

    private bool Lives(string file) => File.Exists($"/proc/{Number(file)}/stat") && !File.ReadAllText($"/proc/{Number(file)}/stat").Contains(") Z", StringComparison.Ordinal);

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
