using System.Text;
using Stet.Toolbox.Shell.Posix;

namespace Stet.Toolbox.Shell;

/// <summary>
/// What a standing shell is told: an interactive bash that reads short commands from a pipe, so that its job control, Ctrl-C and Ctrl-Z are those of any bash, and
/// what lines read and write is the terminal. Its own prompt and its news of jobs go to its standard error, which is not the terminal.
/// </summary>
internal static class StandingProgram
{
    private const int CommandFile = 195;
    private const int TerminalFile = 196;
    private const int SettingFile = 198;
    private const int ReportFile = 199;

    /// <summary>Ended by hang-up alone: it holds the writing end of its commands itself, so these never end before the terminal does.</summary>
    public static ChildProcess Start(string shell, ShellSession session, PseudoTerminal terminal, Descriptor commands, Descriptor feed, Descriptor setting, Descriptor report, Descriptor news) =>
        ChildProcess.Start(
            shell, [.. new[] { "bash", "--norc", "--noprofile", "--noediting", "-i" }.Select(SystemText.ToBytes)],
            [.. session.Environment.Where(e => !e.AsSpan().StartsWith("HISTFILE="u8)), .. new[] { "HISTFILE=/dev/null"u8.ToArray() }],
            terminal.Name, [(commands, 0), (news, 2), (feed, CommandFile), (setting, SettingFile), (report, ReportFile)], TerminalFile);

    /// <summary>What it reads as its setting before the first line: to be as the session's last shell was, and to keep no history of its own.</summary>
    public static byte[] First(ShellSession session)
    {
        var text = new ShellText();
        text.Add(session.StateNow is null && session.Mask is { } mask ? $"umask {Convert.ToString(mask, 8)}\n" : "");
        text.Add(session.StateNow ?? ShellProgram.Aliases(session), "\n");
        text.Add("\\builtin set +o history; \\builtin set +H -mb; \\builtin unset MAILCHECK PROMPT_COMMAND PS1 COLUMNS LINES HISTFILE; RANDOM=$$\n");
        text.Add(session.Variable("HISTFILE") is { } file ? "export HISTFILE=" : "", session.Variable("HISTFILE") is { } name ? ShellProgram.Quoted(SystemText.ToBytes(name)) : "", "\n");
        text.Add($"\\builtin trap '{{ \\builtin printf \"%s\\0%s\\0\\0\\0\" \"$?\" \"$PWD\"; {State}; }} >&{ReportFile} 2>/dev/null' EXIT\n");
        return text.ToBytes();
    }

    public static byte[] Begin { get; } = Encoding.UTF8.GetBytes($". /dev/fd/{SettingFile} 2>/dev/null\n{Report("")}");

    /// <summary>Values, directory and line. What a line may have set that would end or mislead this shell is undone.</summary>
    public static byte[] Setting(ShellSession session, ShellScript script, string directory)
    {
        var place = ShellProgram.Quoted(SystemText.ToBytes(directory));
        var text = new ShellText();
        text.Add(script.Assignments);
        text.Add("__stet_line=", ShellProgram.Quoted(SystemText.ToBytes(script.Line)), "\n");
        text.Add("[ . -ef ", place, " ] && [ \"$PWD\" -ef . ] || \\builtin cd -- ", place, $" 2>&{TerminalFile} || __stet_line='! :'\n");
        text.Add($"__stet_code() {{ unset -f __stet_code; return {session.ExitCode}; }}\n");
        return text.ToBytes();
    }

    /// <summary>Three commands, so that Ctrl-C, which ends the second, leaves the third.</summary>
    /// <param name="mark">Written to the terminal behind all that the line has written.</param>
    public static byte[] Line(string mark) => Encoding.UTF8.GetBytes(
        $". /dev/fd/{SettingFile}\n" +
        $"{{ __stet_code; \\builtin eval \"$__stet_line\"; }} <&{TerminalFile} >&{TerminalFile} 2>&{TerminalFile} {CommandFile}>&- {TerminalFile}>&- {SettingFile}<&-; __stet_ended=$?; \\builtin unset PROMPT_COMMAND PS1\n" +
        Report($"\\builtin printf '{mark}' >&{TerminalFile}; "));

    /// <summary>How it is, without a line.</summary>
    public static byte[] Look { get; } = Encoding.UTF8.GetBytes(Report(""));

    private static string Report(string mark) =>
        $"{{ \\builtin printf '%s\\0%s\\0' \"${{__stet_ended-$?}}\" \"$PWD\"; \\builtin jobs -s; \\builtin printf '\\0'; \\builtin jobs -r; \\builtin printf '\\0'; }} >&{ReportFile} 2>/dev/null; {mark}" +
        $"\\builtin trap - DEBUG ERR RETURN; \\builtin set +e -mb; \\builtin unset PROMPT_COMMAND PS1; {{ {State}; }} >&{ReportFile} 2>/dev/null\n";

    private const string State = $"\\builtin unset ${{!__stet_@}}; \\builtin compgen -e; \\builtin printf \"\\0\"; {ShellProgram.StateOfBash}; \\builtin printf \"\\0\"";
}
