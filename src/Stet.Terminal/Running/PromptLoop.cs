using Stet.Model;
using Stet.Terminal.Devices;
using Stet.Terminal.Editing;
using Stet.Terminal.Keys;
using Stet.Terminal.Screen;

namespace Stet.Terminal.Running;

/// <summary>
/// The prompt's one thread: takes keys, the session's answers and the clock in turn, and draws once after each row of them. It
/// never waits for the session: whatever takes time is asked in the background and comes back through the mailbox.
/// </summary>
internal sealed class PromptLoop
{
    private static readonly TimeSpan JudgementWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MembersPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly ISession _session;
    private readonly ITerminal _terminal;
    private readonly Mailbox _mailbox;
    private readonly PromptScreen _screen;
    private readonly OutcomeText _texts;
    private readonly KeySource _keySource;
    private readonly Queue<Key> _keys = new();
    private readonly Alarm _judgement;
    private readonly Alarm _pause;
    private readonly Alarm _tick;
    private readonly Editor _editor;
    private readonly Runner _runner;
    private string _trouble = "";
    private int? _exitCode;
    private bool _isLeaving;
    private bool _wasToldOfJobs;
    private (int Width, int Height) _told;

    public PromptLoop(ISession session, PromptOptions options, ITerminal terminal, TimeProvider clock, Action<Func<Task>> background)
    {
        var palette = new Palette(options.Colour ?? string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));
        _session = session;
        _terminal = terminal;
        _mailbox = new Mailbox(terminal.Wake);
        _screen = new PromptScreen(terminal, palette, clock);
        _texts = new OutcomeText(palette);
        _keySource = new KeySource(terminal, clock, Arrive);
        (_judgement, _pause, _tick) = (new Alarm(clock), new Alarm(clock), new Alarm(clock));
        var enquiries = new SessionEnquiries(session, _mailbox, background,
            e => _trouble = e is null ? "" : $"the host does not answer: {e.Message}");
        _editor = new Editor(enquiries, session.Id, Obey, () => _keys.Count > 1);
        _runner = new Runner(session, options, _screen, _texts, _mailbox, clock, background) { TypedAhead = _keySource.Take };
        session.Listen(note => _mailbox.PostUnhurried(() => _runner.Noted(note)));
    }

    /// <returns>The exit code.</returns>
    public int Run(CancellationToken cancel)
    {
        using var whenCancelled = cancel.Register(_terminal.Wake);
        _screen.Say(string.Concat(_session.Greeting.Select(_texts.For)));
        _editor.Begin();
        while (_exitCode is null && !cancel.IsCancellationRequested)
        {
            Step();
            Listen();
        }

        _mailbox.Close();
        _screen.Close();
        return _exitCode ?? 0;
    }

    /// <summary>Everything that can be done without waiting, then one drawing.</summary>
    private void Step()
    {
        _mailbox.Deliver();
        Ring();
        FeedKeys();
        if (_exitCode is not null)
        {
            return;
        }

        _keySource.Lent = _runner.IsLent ? _session.TerminalInput : null;
        if (_runner.IsLent)
        {
            TellSize();
        }
        else if (_runner.Run is { } run)
        {
            _screen.ShowRun(run.Status, run.AsksToKill);
        }
        else
        {
            _editor.Observe();
            _screen.ShowInput(_editor, _trouble.Length > 0 ? _trouble : _runner.Status);
        }
    }

    private void TellSize()
    {
        if ((_terminal.Width, _terminal.Height) is var size && size != _told)
        {
            _told = size;
            _session.Resize(size.Width, size.Height);
        }
    }

    private void Ring()
    {
        _tick.TakeDue();
        if (_judgement.TakeDue())
        {
            _editor.StopDeciding();
        }

        if (_pause.TakeDue() && _runner.Run is null && _editor.PauseWouldHelp)
        {
            _editor.Completing.Ask(passive: true);
        }
    }

    private void Listen()
    {
        if (_exitCode is not null)
        {
            return;
        }

        if (_runner.NeedsClock && !_runner.IsLent && !_tick.IsSet)
        {
            _tick.Set(Tick);
        }

        Alarm[] alarms = [_judgement, _pause, _tick];
        if (!_keySource.Listen(alarms.Min(alarm => alarm.Left)))
        {
            _exitCode = 0;
        }
    }

    /// <summary>Ctrl-C and the answer to a question are for now; other keys wait their turn.</summary>
    private void Arrive(Key key)
    {
        if (_runner.Run is { AsksToKill: true })
        {
            _runner.AnswerKill(key is { IsText: true, Text: "y" or "Y" });
        }
        else if (_editor.Recall.Question.Length > 0)
        {
            _editor.Recall.Answer(key is { IsText: true, Text: "y" or "Y" });
        }
        else if (key.IsInterrupt && (_runner.Run is not null || _editor.IsDeciding || _editor.Recall.IsChecking))
        {
            Interrupt();
        }
        else
        {
            _keys.Enqueue(key);
        }
    }

    private void Interrupt()
    {
        // What was typed ahead was meant for after a run that ends well.
        _keys.Clear();
        if (_runner.Run is not null)
        {
            _runner.Interrupt();
            return;
        }

        _editor.GiveUpDeciding();
        _editor.Recall.GiveUp();
        _keys.Enqueue(Key.Control('c'));
    }

    private void FeedKeys()
    {
        while (_exitCode is null && !_isLeaving && _runner.Run is null && !_editor.IsDeciding && _editor.Recall is { IsChecking: false, Question: "" } && _keys.TryDequeue(out var key))
        {
            _editor.Take(key);
            _pause.Set(MembersPause);
        }

        // What came in one piece with the Enter that began the run.
        for (var interrupts = _runner.Run is null ? 0 : _keys.Count(key => key.IsInterrupt); interrupts > 0; interrupts--)
        {
            Interrupt();
        }

        if (!_editor.IsDeciding)
        {
            _judgement.Clear();
        }
        else if (!_judgement.IsSet)
        {
            _judgement.Set(JudgementWait);
        }
    }

    private void Obey(EditorSignal signal)
    {
        switch (signal)
        {
            case EditorSignal.Submit:
                Submit(_editor.Text);
                break;
            case EditorSignal.Cancel:
                NextInput(_editor.Text.Length > 0 ? "^C" : "");
                break;
            case EditorSignal.EndOfInput:
                Exit();
                break;
            case EditorSignal.ClearScreen:
                _screen.Clear();
                break;
            case EditorSignal.Suspend:
                _screen.Close();
                _terminal.Suspend();
                break;
        }
    }

    private void Submit(string code)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            NextInput("");
        }
        else if (code.Trim().TrimEnd(';') is "exit" or "quit" or "exit()" or "quit()")
        {
            Exit();
        }
        else
        {
            _editor.Recall.Submit(code, () => Run(code));
        }
    }

    private void Run(string code)
    {
        _wasToldOfJobs = false;
        _trouble = "";
        _screen.Leave(_editor, "");
        TellSize();
        _runner.Submit(code, _editor.Begin);
    }

    private void NextInput(string mark)
    {
        _screen.Leave(_editor, mark);
        _editor.Begin();
    }

    /// <summary>Where programs would end with the prompt, it says so once, and stays.</summary>
    private void Exit()
    {
        _screen.Leave(_editor, "");
        if (_wasToldOfJobs || !_runner.HasLent)
        {
            _exitCode = 0;
            return;
        }

        _editor.Begin();
        _isLeaving = true;
        _runner.AskLeaving(Leave);
    }

    private void Leave(string jobs)
    {
        _isLeaving = false;
        if (jobs.Length == 0)
        {
            _exitCode = 0;
            return;
        }

        _wasToldOfJobs = true;
        _screen.Say(_texts.Quietly($"These jobs end with the prompt (!disown %N lets one go on); leave again to leave:") + jobs + "\n");
    }
}
