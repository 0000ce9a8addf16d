using System.Diagnostics;
using System.Text;
using Stet.Toolbox.Shell;
using Stet.Toolbox.Shell.Posix;
using Xunit;
using static Stet.Toolbox.Commands;

namespace Stet.Toolbox.Tests;

/// <summary>Lines of a session with a terminal: one bash runs them all, and has jobs. They go by the directory of the process, so nothing runs beside them.</summary>
[Collection(nameof(StandingShellTests))]
[CollectionDefinition(nameof(StandingShellTests), DisableParallelization = true)]
public sealed class StandingShellTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string folder = Directory.CreateTempSubdirectory("stet-jobs-").FullName;
    private readonly string before = Environment.CurrentDirectory;
    private readonly Screen screen = new();
    private readonly ShellSession session;
    private readonly StringBuilder behind = new();
    private readonly List<string> news = [];

    public StandingShellTests()
    {
        Environment.CurrentDirectory = folder;
        ShellSession.Current = session = new(mask: 18)
        {
            Terminal = screen,
            HeardBehind = bytes => Locked(() => behind.Append(Encoding.UTF8.GetString(bytes.Span))),
            HeardOfJobs = lines => Locked(() => news.AddRange(lines)),
        };
    }

    [Fact]
    public void One_shell_runs_all_lines_and_what_they_leave_is_there()
    {
        sh("first=$$; x=5; f() { echo \"f $x\"; }; alias hey='echo hey'").Run();
        Assert.Equal(0, sh("[ $first = $$ ] && f && hey").Run());
        Assert.Equal("f 5\r\nhey\r\n", screen.Text);
        Assert.Equal(["5"], sh("echo $x").Lines());
        Assert.Equal(7, sh("(exit 7)").Run());
        Assert.Equal(["7"], sh("echo $?").Lines());
    }

    [Theory]
    [InlineData("exit 3", 3)]
    [InlineData("exec true", 0)]
    [InlineData("set -e; false", 1)]
    [InlineData("kill -KILL $$", 137)]
    public void A_line_that_ends_the_shell_ends_no_more_than_that(string line, int code)
    {
        sh("x=5; mkdir -p sub; cd sub; umask 077").Run();
        Assert.Equal(code, sh(line).Run());
        sh("echo $? $x $(basename $PWD) $(umask); set +e; false; echo on").Run();
        Assert.EndsWith($"{code} 5 sub 0077\r\non\r\n", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_exit_leaves_is_there_too()
    {
        sh("y=6; exit 1").Run();
        Assert.Equal(["6"], sh("echo $y").Lines());
        sh("echo $y").Run();
        Assert.EndsWith("6\r\n", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_would_mislead_it_do_not()
    {
        sh("PS1='bad $(touch ps1) '; PROMPT_COMMAND='touch command'; printf() { echo bad; }; cd() { echo bad; }; alias eval='echo bad' set=false jobs=false; trap 'echo bad' DEBUG; set -u +m; IFS=0").Run();
        Assert.Equal(148, Stop("sleep 1000"));
        sh("unset -f printf cd; unalias eval set; printf good").Run();
        Assert.EndsWith("good", screen.Text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Values_are_arguments_byte_for_byte_in_it_too()
    {
        foreach (var value in (string[])["", "a b", "'", "$(touch bad)", "*", "\n", "\uDC80\uDCFF", "é", "-n", "\u0003", "\u001a"])
        {
            sh($"printf '%s\\0' {value} x{value} > out").Run();
            Assert.Equal([.. ArgumentText.Of(value)[0], 0, (byte)'x', .. ArgumentText.Of(value)[0], 0], File.ReadAllBytes("out"));
        }
    }

    [Fact]
    public void Ctrl_Z_stops_what_has_the_terminal_and_it_goes_on_later()
    {
        Assert.Contains(Stop("echo begun; sleep 0.5; sleep 1000 | cat"), (int[])[148, 128]);
        Assert.Contains("Stopped", session.Stopped, StringComparison.Ordinal);
        Assert.Single(session.Jobs().Stopped);
        Assert.Equal(0, sh("bg").Run());
        Assert.Single(session.Jobs().Running);
        session.BeginRun();
        Assert.Null(session.Stopped);
        Assert.Contains(Stop("fg"), (int[])[148, 128]);
        Assert.NotNull(session.Stopped);
        sh("kill %1; bg; wait").Run();
        Wait(() => session.KnownJobs == 0);
    }

    [Fact]
    public void A_program_in_the_background_is_heard_and_its_end_is_told()
    {
        Assert.Equal(0, sh("(sleep 0.3; echo from behind) &").Run());
        Wait(() => Locked(() => behind.ToString()).Contains("from behind", StringComparison.Ordinal) && Locked(() => news.Count) == 1);
        Assert.Contains("Done", news[0], StringComparison.Ordinal);
        Assert.DoesNotContain("from behind", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_ends_the_line_and_calls_for_the_code_around_it()
    {
        var called = 0;
        session.Interrupted = () => called++;
        Assert.Equal(130, Press(3, "echo begun; sleep 1000; echo after"));
        Assert.Equal(130, Press(3, "echo begun; while :; do :; done"));
        Assert.Equal(2, called);
        Assert.Equal(130, sh("(exit 130)").Run());
        Assert.Equal(2, called);
        Assert.DoesNotContain("after", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_typed_and_not_read_comes_back_and_is_not_for_the_next_line()
    {
        Press("é one\nétwo"u8.ToArray(), "echo begun; sleep 1.5");
        Assert.Equal("é one\nétwo", screen.Unread);
        Assert.True(sh("read -t 0.2 x").Run() > 128);
        Press("a\nb"u8.ToArray(), "echo begun; read x; echo \"<$x>\"; stty -a | grep -o ' icanon'");
        Assert.EndsWith("<a>\r\n icanon\r\n", screen.Text, StringComparison.Ordinal);
        Assert.Equal("b", screen.Unread);
        Press([(byte)'x', 3], "echo begun; sleep 100");
        Assert.Equal("", screen.Unread);
    }

    [Fact]
    public void At_the_end_of_the_terminal_no_job_is_left_but_those_that_were_let_go()
    {
        sh("sleep 1001 & echo $! > running; sleep 1002 & disown; echo $! > free").Run();
        Stop("echo begun; sh -c 'echo $$ > stopped; exec sleep 1003'");
        int[] ids = [.. ((string[])["running", "stopped", "free"]).Select(n => int.Parse(File.ReadAllText(n)))];
        Assert.All(ids, id => Assert.True(Lives(id)));
        session.HangUp();
        Wait(() => !Lives(ids[0]) && !Lives(ids[1]));
        Assert.True(Lives(ids[2]));
        Process.GetProcessById(ids[2]).Kill();
    }

    [Fact]
    public async Task Two_lines_at_once_have_a_shell_each()
    {
        var other = Task.Run(() => sh("until [ -e there ]; do sleep 0.05; done").Run());
        Wait(() => screen.Takers == 1);
        Assert.Equal(0, sh("touch there").Run());
        Assert.Equal(0, await other);
    }

    [Fact]
    public void It_works_whatever_numbers_the_files_of_this_process_have()
    {
        var taken = new List<Descriptor>();
        for (var number = 0; number < 200; number = taken[^1].Number)
        {
            taken.Add(Descriptor.OfBytes([]));
            if (taken[^1].Number >= 188)
            {
                Assert.Equal(0, sh("echo seen; exit").Run());
                Assert.Equal(["taken"], sh("echo taken").Lines());
                Assert.Equal(["fed"], new[] { "fed" }.Pipe("cat").Lines());
            }
        }

        taken.ForEach(d => d.Dispose());
    }

    [Fact]
    public void Stopping_a_run_ends_what_has_the_terminal()
    {
        using var later = new Timer(_ => session.Stop(), null, 400, Timeout.Infinite);
        Assert.Equal(130, sh("sleep 1000").Run());
        using var again = new Timer(_ => session.Stop(), null, 400, Timeout.Infinite);
        Assert.Equal(137, sh("sh -c 'trap \"\" INT; sleep 1000 & wait; sleep 1000'").Run());
    }

    public void Dispose()
    {
        session.HangUp();
        Environment.CurrentDirectory = before;
        Directory.Delete(folder, recursive: true);
    }

    private int Stop(string line) => Press(26, line.Contains("begun", StringComparison.Ordinal) || line == "fg" ? line : $"echo begun; {line}");

    private int Press(byte key, string line) => Press([key], line);

    /// <summary>Presses keys once the line has begun to wait.</summary>
    private int Press(byte[] keys, string line)
    {
        var from = screen.Text.Length;
        var running = Task.Run(() => sh(line).Run());
        Wait(() => screen.Text.Length > from);
        Thread.Sleep(700); // No sign tells that a program waits.
        screen.Press(keys);
        Assert.True(running.Wait(Patience), $"it did not come back; the screen is {screen.Text}");
        return running.Result;
    }

    private static bool Lives(int id) => File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z", StringComparison.Ordinal);

    private static void Wait(Func<bool> until) => Assert.True(SpinWait.SpinUntil(until, Patience));

    private T Locked<T>(Func<T> work)
    {
        lock (news)
        {
            return work();
        }
    }

    private void Locked(Action work) => Locked(() =>
    {
        work();
        return 0;
    });

    /// <summary>A terminal of 80 by 24 that only remembers.</summary>
    private sealed class Screen : ITerminalLoan
    {
        private readonly Stack<Action<ReadOnlyMemory<byte>>> takers = new();
        private readonly StringBuilder text = new();

        public int Columns => 80;

        public int Rows => 24;

        public int Takers => takers.Count;

        public string Unread { get; private set; } = "";

        public string Text
        {
            get
            {
                lock (text)
                {
                    return text.ToString();
                }
            }
        }

        public void Take(Action<ReadOnlyMemory<byte>> input, Action<int, int> resized) => takers.Push(input);

        public void Write(ReadOnlyMemory<byte> bytes)
        {
            lock (text)
            {
                text.Append(Encoding.UTF8.GetString(bytes.Span));
            }
        }

        public void Return(ReadOnlyMemory<byte> unread)
        {
            takers.Pop();
            Unread = Encoding.UTF8.GetString(unread.Span);
        }

        public void Press(byte[] keys) => takers.Peek()(keys);
    }
}
