using System.Text;
using System.Text.RegularExpressions;
using Stet.Toolbox.Shell.Posix;

namespace Stet.Toolbox.Shell;

/// <summary>
/// The bash that stays between the lines of a session with a terminal, and so has jobs: Ctrl-Z, <c>fg</c>, <c>bg</c>, <c>jobs</c>, <c>wait</c> are its own. It runs one line at a time.
/// A line that ends it (<c>exit</c>, <c>exec</c>) ends this one; the next line begins another from the state that was left.
/// </summary>
internal sealed partial class StandingShell : IDisposable
{
    private const int HangUp = 1, Interrupt = 2, Kill = 9;
    private const byte ControlC = 3;
    private const int InterruptedCode = 128 + Interrupt;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private readonly ShellSession session;
    private readonly PseudoTerminal terminal;
    private readonly ChildProcess process;
    private readonly Descriptor setting;
    private readonly Descriptor feed;
    private readonly Relay output;
    private readonly Relay reports;
    private readonly string mark = $"\u001b_stet-{Guid.NewGuid():n}\u001b\\";
    private readonly Lock sending = new();
    private readonly Lock typing = new();
    private readonly Queue<TaskCompletionSource<ShellReport>> awaited = new();
    private readonly ManualResetEventSlim hasState = new(initialState: true);
    private volatile ITerminalLoan? loan;
    private volatile TaskCompletionSource? passed;
    private volatile ShellReport? last;
    private volatile bool interruptTyped;
    private List<byte>? ahead;
    private bool hasTyped;
    private int busy;

    /// <param name="shell">The path of a bash.</param>
    public StandingShell(ShellSession session, string shell, int columns, int rows)
    {
        this.session = session;
        terminal = PseudoTerminal.Open(columns, rows);
        setting = Descriptor.OfBytes([]);
        var (commands, feedEnd) = Descriptor.Pipe();
        var (report, reportEnd) = Descriptor.Pipe();
        var (news, newsEnd) = Descriptor.Pipe();
        feed = feedEnd;
        process = StandingProgram.Start(shell, session, terminal, commands, feedEnd, setting, reportEnd, newsEnd);
        Array.ForEach([commands, reportEnd, newsEnd], d => d.Dispose());
        var marked = new MarkedOutput(Encoding.UTF8.GetBytes(mark), Pass, () => passed?.TrySetResult());
        output = new(terminal.Side, marked.Take);
        var parts = new ShellReports(Ended, TakeState);
        reports = new(report, bytes => parts.Take(bytes.Span));
        var heard = new StringBuilder();
        _ = new Relay(news, bytes => Hear(heard.Append(Encoding.UTF8.GetString(bytes.Span))));
        Send(() => setting.Rewrite(StandingProgram.First(session)), StandingProgram.Begin, marks: false);
    }

    public bool IsAlive => !process.End.IsCompleted;

    /// <summary>Jobs as the shell listed them last; stopped ones, and those that go on.</summary>
    public (IReadOnlyList<string> Stopped, IReadOnlyList<string> Running) Jobs => last is { } report && IsAlive ? (report.Stopped, report.Running) : ([], []);

    /// <returns>False where a line runs.</returns>
    public bool TryEnter() => Interlocked.CompareExchange(ref busy, 1, 0) == 0;

    /// <summary>Runs a line in the terminal, after <see cref="TryEnter"/>.</summary>
    /// <returns>How it ended; its directory is null where the shell has ended and left none.</returns>
    public ShellReport Run(ShellScript script, string directory, ITerminalLoan lent)
    {
        try
        {
            terminal.Resize(lent.Columns, lent.Rows);
            terminal.DropTyped();
            (interruptTyped, ahead, hasTyped) = (false, null, false);
            loan = lent;
            lent.Take(Typed, terminal.Resize);
            return Wait(Send(() => setting.Rewrite(StandingProgram.Setting(session, script, directory)), StandingProgram.Line(mark.Replace("\u001b", "\\033").Replace("\\033\\", "\\033\\\\")), marks: true));
        }
        finally
        {
            loan = null;
            lent.Return(TakeAhead());
            Volatile.Write(ref busy, 0);
        }
    }

    /// <summary>Whether Ctrl-C ended the line that ran last.</summary>
    public bool WasInterrupted => interruptTyped && last?.ExitCode == InterruptedCode;

    /// <summary>Asks for the jobs as they are; those of before where it does not answer.</summary>
    public void Look()
    {
        if (IsAlive && Volatile.Read(ref busy) == 0)
        {
            _ = Send(() => { }, StandingProgram.Look, marks: false).Wait(Patience);
        }
    }

    /// <summary>Waits until it has said how it is after its last line.</summary>
    public void WaitForState() => hasState.Wait(Patience);

    /// <summary>Ends what runs in the terminal: asked first, then forced.</summary>
    public void Stop()
    {
        if (Volatile.Read(ref busy) != 0)
        {
            SignalForeground(Interrupt);
            _ = Task.Delay(300).ContinueWith(_ => StopByForce(), TaskScheduler.Default);
        }
    }

    /// <summary>The terminal is gone: the shell passes that on to its jobs, and continues those that are stopped.</summary>
    public void Dispose()
    {
        process.SignalAlone(HangUp);
        _ = Task.WhenAny(process.End, Task.Delay(Patience)).ContinueWith(_ => Close(), TaskScheduler.Default);
    }

    private void Close()
    {
        process.SignalAlone(Kill);
        terminal.Dispose();
        feed.Dispose();
        setting.Dispose();
    }

    private Task<ShellReport> Send(Action prepare, byte[] commands, bool marks)
    {
        lock (sending)
        {
            var ended = new TaskCompletionSource<ShellReport>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (awaited)
            {
                awaited.Enqueue(ended);
            }

            passed = marks ? new(TaskCreationOptions.RunContinuationsAsynchronously) : passed;
            hasState.Wait(Patience); // It reads its setting no more.
            hasState.Reset();
            prepare();
            feed.WriteAll(commands);
            return ended.Task;
        }
    }

    private ShellReport Wait(Task<ShellReport> report)
    {
        try
        {
            Task.WhenAny(Task.WhenAll(report, passed!.Task), process.End).Wait();
        }
        catch (ThreadInterruptedException)
        {
            Stop();
            Task.WaitAny([report, process.End], Patience);
            throw;
        }

        if (!IsAlive)
        {
            output.Settle();
            reports.Settle();
            hasState.Set();
            var code = process.End.Result;
            return last = report.IsCompleted && report.Result.ExitCode == code ? report.Result : new(code, "", [], []);
        }

        return report.Result;
    }

    private void Typed(ReadOnlyMemory<byte> bytes)
    {
        lock (typing)
        {
            interruptTyped |= bytes.Span.Contains(ControlC);
            hasTyped = true;
            if (ahead is { } unread)
            {
                unread.AddRange(bytes.Span);
            }
            else
            {
                terminal.Side.WriteAll(bytes.Span);
            }
        }
    }

    /// <summary>What was typed and not read is for the prompt. Ctrl-C and Ctrl-Z drop what was typed before them.</summary>
    private ReadOnlyMemory<byte> TakeAhead()
    {
        lock (typing)
        {
            ahead = hasTyped && IsAlive ? [.. terminal.TakeTyped()] : [];
            return ahead.ToArray();
        }
    }

    private void Pass(ReadOnlyMemory<byte> bytes)
    {
        if (loan is { } lent)
        {
            lent.Write(bytes);
        }
        else
        {
            session.HeardBehind(bytes);
        }
    }

    private void Ended(ShellReport report)
    {
        last = report;
        lock (awaited)
        {
            if (awaited.TryDequeue(out var ended))
            {
                ended.TrySetResult(report);
            }
        }
    }

    private void TakeState(string[] exported, byte[] state)
    {
        session.Take(exported.ToHashSet(), state);
        hasState.Set();
    }

    /// <summary>Bash tells of jobs that have ended or stopped as soon as it knows. All else that it writes there is its prompt.</summary>
    private void Hear(StringBuilder heard)
    {
        var text = heard.ToString();
        var end = text.LastIndexOf('\n') + 1;
        heard.Remove(0, end);
        var news = text[..end].Split('\n').Select(l => JobLine().Match(l.TrimEnd())).Where(m => m.Success).Select(m => m.Value).ToList();
        if (news.Count > 0)
        {
            session.HeardOfJobs(news);
            _ = Task.Run(Look);
        }
    }

    [GeneratedRegex(@"\[\d+\][-+ ] .*")]
    private static partial Regex JobLine();

    private void StopByForce()
    {
        if (Volatile.Read(ref busy) != 0 && IsAlive)
        {
            SignalForeground(Kill);
        }
    }

    private void SignalForeground(int signal)
    {
        if (IsAlive && terminal.ForegroundGroup is > 0 and var group)
        {
            _ = LibC.Kill(-group, signal);
        }
    }
}
