using Stet.Toolbox.Shell;
using Xunit;
using static Stet.Toolbox.Commands;

namespace Stet.Toolbox.Tests;

/// <summary>Shell lines as values: what is taken of them, what ends them, what the next line finds.</summary>
public class ShellCommandTests
{
    [Fact]
    public void Lines_text_and_bytes_are_what_it_wrote()
    {
        Assert.Equal(["a", "", " b"], sh("printf 'a\\n\\n b'").Lines());
        Assert.Equal("a\n b", sh("printf 'a\\n b\\n\\n'").Text());
        Assert.Equal("a\0b\n"u8.ToArray(), sh("printf 'a\\0b\\n'").Bytes());
    }

    [Fact]
    public void Exit_codes_are_values_and_exceptions_on_demand()
    {
        ShellSession.Current = new();
        Assert.Equal(3, sh("exit 3").Run());
        Assert.Equal(3, exitCode);
        Assert.Equal(["3"], sh("echo $?").Lines());
        Assert.Equal(143, sh("kill -TERM $$").Run());
        Assert.Equal(3, Assert.Throws<ShellException>(() => sh("exit 3").OrThrow().Run()).ExitCode);
        Assert.Throws<ShellException>(() => sh("echo x; false").OrThrow().Lines());
    }

    [Fact]
    public void What_a_line_sets_the_next_one_finds()
    {
        ShellSession.Current = new(["PATH=/usr/bin:/bin", "GONE=1", "odd-name=kept"]);
        sh("export A='x \"y'; b=$'1\\n2'; arr=(1 'a b'); f() { echo \"f $1\"; }; alias hey='echo hey'; umask 027; unset GONE; shopt -s globstar").Run();
        Assert.Equal(["x \"y", "1", "2", "a b", "f 1", "hey", "0027", "none", "on"],
            sh("echo \"$A\"; echo \"$b\"; echo \"${arr[1]}\"; f 1; hey; umask; echo ${GONE-none}; shopt globstar | cut -f2").Lines());
        Assert.Equal("kept", sh("env | grep odd-name | cut -d= -f2").Text());
        Assert.Equal("x \"y", sh("bash -c 'echo \"$A\"'").Text());
    }

    [Fact]
    public void A_line_that_is_taken_leaves_nothing_behind()
    {
        ShellSession.Current = new();
        sh("export A=1; cd /").Lines();
        Assert.Equal("none", sh("echo ${A-none}").Text());
    }

    [Fact]
    public void A_sequence_feeds_a_process_and_may_be_endless()
    {
        Assert.Equal(["a", "b"], new[] { "b", "a", "b" }.Pipe("sort -u").Lines());
        Assert.Equal(["1", "2"], Endless().Pipe("head -n 2").Lines());
        Assert.Throws<InvalidOperationException>(() => Failing().Pipe("cat").Lines());

        static IEnumerable<string> Endless()
        {
            for (var i = 1; ; i++)
            {
                yield return $"{i}";
            }
        }

        static IEnumerable<string> Failing()
        {
            yield return "a";
            throw new InvalidOperationException();
        }
    }

    [Fact]
    public void A_stream_gives_lines_as_they_come_and_may_be_left_early()
    {
        Assert.Equal(["1", "2"], sh("seq 1 1000000000").Take(2));
        Assert.Equal("slow", sh("echo slow; sleep 1000").First());
    }

    [Fact]
    public void Lines_longer_than_any_buffer_are_lines()
    {
        var lines = sh("head -c 1000000 /dev/zero | tr '\\0' x; echo; echo y").Lines();
        Assert.Equal((2, 1_000_000, "y"), (lines.Length, lines[0].Length, lines[1]));
    }

    [Fact]
    public void Stopping_ends_what_runs()
    {
        var session = ShellSession.Current = new();
        using var later = new Timer(_ => session.Stop(), null, 200, Timeout.Infinite);
        Assert.Equal(128 + 2, sh("sleep 1000").Run());
    }

    [Fact]
    public void A_program_in_the_background_is_not_waited_for()
    {
        ShellSession.Current = new();
        Assert.Equal(0, sh("sleep 5 &").Run());
    }
}
