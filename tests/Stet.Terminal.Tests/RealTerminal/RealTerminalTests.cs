namespace Stet.Terminal.Tests.RealTerminal;

/// <summary>The prompt in a real pseudo-terminal, as a program of its own, with a session that pretends.</summary>
public class RealTerminalTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "fake-prompt");

    [TmuxFact]
    public void Input_runs_and_the_terminal_is_given_back_at_the_end()
    {
        using var tmux = Start();
        tmux.Type("1 + 1");
        tmux.Press("Enter");
        tmux.WaitForEnd("> 1 + 1\n1 + 1\n>");
        tmux.Press("C-d");
        tmux.WaitForEnd("$");
        TerminalWorks(tmux);
    }

    [TmuxFact]
    public void A_paste_of_many_lines_is_one_submission()
    {
        using var tmux = Start();
        tmux.Paste("f(\n  1,\n  2)\n");
        tmux.WaitForEnd("> f(\n.   1,\n.   2)\n.");
        tmux.Press("Enter");
        tmux.WaitForEnd("f(\n  1,\n  2)\n\n>");
    }

    [TmuxFact]
    public void A_large_paste_is_taken_whole()
    {
        using var tmux = Start();
        tmux.Paste(string.Join('\n', Enumerable.Range(0, 5_000).Select(i => $"line {i}")) + "#");
        tmux.WaitForEnd(". line 4999#");
        tmux.Type("x");
        tmux.WaitForEnd(". line 4999#x");
    }

    [TmuxFact]
    public void A_window_made_narrower_shows_the_input_once()
    {
        using var tmux = Start();
        tmux.Type("0123456789 0123456789 0123456789");
        tmux.WaitForEnd("> 0123456789 0123456789 0123456789");
        tmux.Resize(20, 20);
        tmux.WaitFor(screen => screen == "> 0123456789 0123456\n789 0123456789");
        tmux.Resize(60, 20);
        tmux.WaitFor(screen => screen == "> 0123456789 0123456789 0123456789");
    }

    [TmuxFact]
    public void Wide_and_joined_characters_leave_the_cursor_where_it_belongs()
    {
        using var tmux = Start();
        tmux.Type("日本語 e\u0301 😀 x");
        tmux.Press("Left", "Left", "Left", "BSpace");
        tmux.Type("!");
        tmux.WaitForEnd("> 日本語 e\u0301!😀 x");
    }

    [TmuxFact]
    public void Ctrl_C_interrupts_and_Ctrl_C_twice_offers_to_kill()
    {
        using var tmux = Start();
        tmux.Type("spin");
        tmux.Press("Enter");
        tmux.WaitForEnd("s ...");
        tmux.Press("C-c");
        tmux.WaitFor(screen => screen.Contains("interrupted", StringComparison.Ordinal) && screen.EndsWith("\n>", StringComparison.Ordinal));
        tmux.Type("stuck");
        tmux.Press("Enter");
        tmux.WaitForEnd("s ...");
        tmux.Press("C-c", "C-c");
        tmux.WaitForEnd("(y/n)");
        tmux.Type("y");
        tmux.WaitFor(screen => screen.Contains("was killed from here", StringComparison.Ordinal) && screen.EndsWith("\n>", StringComparison.Ordinal));
    }

    [TmuxFact]
    public void Suspended_it_gives_the_terminal_to_the_shell_and_comes_back()
    {
        using var tmux = Start();
        tmux.Press("C-z");
        tmux.WaitForEnd("$");
        tmux.Type("fg");
        tmux.Press("Enter");
        tmux.WaitForEnd("\n>");
        tmux.Type("2");
        tmux.Press("Enter");
        tmux.WaitForEnd("> 2\n2\n>");
    }

    [TmuxFact]
    public void Ended_by_a_signal_it_gives_the_terminal_back()
    {
        using var tmux = Start();
        tmux.Type("half a li");
        tmux.WaitForEnd("> half a li");
        tmux.Terminate();
        tmux.WaitForEnd("$");
        TerminalWorks(tmux);
    }

    private static Tmux Start()
    {
        var tmux = new Tmux(60, 20);
        tmux.Type($"clear; {Program}");
        tmux.Press("Enter");
        tmux.WaitFor(screen => screen == ">");
        return tmux;
    }

    /// <summary>Echo, line editing and line ends are as before.</summary>
    private static void TerminalWorks(Tmux tmux)
    {
        tmux.Type("clear; printf 'a\\nb\\n'; stty -a | grep -o ' -*icanon\\| -*echo '");
        tmux.Press("Enter");
        tmux.WaitForEnd("a\nb\n icanon\n echo\n$");
    }
}
