using System.Text;
using Stet.Sessions.Importing;

namespace Stet.Sessions.Tests.Importing;

public class ShellHistoriesTests
{
    [Fact]
    public void Bash_without_times_is_a_command_a_line() =>
        Assert.Equal(["ls -l", "cd /tmp"], ShellHistories.Bash("ls -l\n\ncd /tmp\n").Select(l => l.Code));

    [Fact]
    public void Bash_with_times_has_commands_of_several_lines() =>
        Assert.Equal(["1700000000 for f in *; do\n  echo $f\ndone", "1700000100 ls"], Said(ShellHistories.Bash("#1700000000\nfor f in *; do\n  echo $f\ndone\n#1700000100\nls\n")));

    [Fact]
    public void Zsh_with_times_continued_lines_and_its_own_escapes()
    {
        byte[] bytes = [.. ": 1700000000:0;echo a\\\nb\n: 1700000001:5;echo "u8, 0xc3, 0x83, 0xa9, .. "\nplain\n"u8]; // The second byte of the letter é is escaped as 0x83 0xa9^0x20... of 0x89.
        Assert.Equal(["1700000000 echo a\nb", $"1700000001 echo {Encoding.UTF8.GetString([0xc3, 0x89])}", " plain"], Said(ShellHistories.Zsh(bytes)));
    }

    [Fact]
    public void Fish_with_its_escapes() =>
        Assert.Equal(["1700000000 echo a\necho \\b", "1700000001 ls"], Said(ShellHistories.Fish("- cmd: echo a\\necho \\\\b\n  when: 1700000000\n  paths:\n    - a\n- cmd: ls\n  when: 1700000001\n")));

    private static IEnumerable<string> Said(IEnumerable<(string Code, DateTimeOffset? Time)> lines) => lines.Select(l => $"{l.Time?.ToUnixTimeSeconds()} {l.Code}");
}
