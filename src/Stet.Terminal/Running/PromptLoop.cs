using System.Text;
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
internal sealed class PromptLoop : ISubmissionEvents
{
    private static readonly TimeSpan EscapeWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan JudgementWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MembersPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly PromptOptions _options;
    private readonly ITerminal _terminal;
    private readonly TimeProvider _clock;
    private readonly Action<Func<Task>> _background;
    private readonly Mailbox _mailbox;
    private readonly FrameWriter _screen;
    private readonly EditorView _view;
    private readonly Palette _palette;
    private readonly OutcomeText _outcomes;
    private readonly KeyDecoder _decoder = new();
    private readonly Queue<Key> _keys = new();
    private readonly OutputTail _tail = new();
    private readonly StringBuilder _above = new();
    private readonly Keeping _keeping;
    private readonly Alarm _escape;
    private readonly Alarm _judgement;
    private readonly Alarm _pause;
    private readonly Alarm _tick;
    private ISession _session;
    private Editor _editor;
    private Foreground? _run;
    private string _trouble = "";
    private int? _exitCode;
    private (int Width, int Height) _size;

    public PromptLoop(ISession session, PromptOptions options, ITerminal terminal, TimeProvider clock, Action<Func<Task>> background)
    {
        (_session, _options, _terminal, _clock, _background) = (session, options, terminal, clock, background);
        _mailbox = new Mailbox(terminal.Wake);
        _screen = new FrameWriter(terminal.Write);
        _palette = new Palette(options.Colour ?? string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));
        _view = new EditorView(_palette, clock);
        _outcomes = new OutcomeText(_palette);
        _keeping = new Keeping(clock);
        (_escape, _judgement, _pause, _tick) = (new Alarm(clock), new Alarm(clock), new Alarm(clock), new Alarm(clock));
        _editor = NewEditor();
        _size = (terminal.Width, terminal.Height);
    }

    public int Run(CancellationToken cancel)
    {
        using var whenCancelled = cancel.Register(_terminal.Wake);
        Greet();
        _editor.Begin();
        var bytes = new byte[1 << 16];
        while (_exitCode is null && !cancel.IsCancellationRequested)
        {
            Step();
            if (_exitCode is null)
            {
                Listen(bytes);
            }
        }

        return Leave();
    }

    void ISubmissionEvents.Started(Foreground run, SubmissionNumber number) => run.WaitsFor = null;

    void ISubmissionEvents.Output(string text, bool isError) =>
        _above.Append(_tail.Take(isError ? Palette.Styled(text, _palette.Error) : text));

    void ISubmissionEvents.Kept(SubmissionNumber number)
    {
        if (_keeping.End(number) is { } announcement)
        {
            Announce(Palette.Styled(announcement, _palette.Quiet) + "\n");
        }
    }

    void ISubmissionEvents.Noted(Note note) => Announce(_outcomes.For(note));

    private Editor NewEditor() =>
        new(new SessionEnquiries(() => _session, _mailbox, _background, e => _trouble = $"the host does not answer: {e.Message}"),
            _session.Id, Obey);

    /// <summary>Everything that can be done without waiting, then one drawing.</summary>
    private void Step()
    {
        _mailbox.Deliver();
        Ring();
        FeedKeys();
        if (_exitCode is null)
        {
            _editor.Observe();
            Show();
        }
    }

    private void Ring()
    {
        if (_escape.TakeDue())
        {
            Decode([], flush: true);
        }

        if (_judgement.TakeDue())
        {
            _editor.StopDeciding();
        }

        if (_pause.TakeDue() && _run is null && _editor.Completing.PauseWouldHelp)
        {
            _editor.Completing.Ask(passive: true);
        }

        _tick.TakeDue();
    }

    private void Listen(byte[] bytes)
    {
        if ((_run is not null || _keeping.IsBusy) && !_tick.IsSet)
        {
            _tick.Set(Tick);
        }

        Alarm[] alarms = [_escape, _judgement, _pause, _tick];
        var got = _terminal.Read(bytes, alarms.Min(alarm => alarm.Left));
        if (got == ITerminal.End)
        {
            _exitCode = 0;
        }
        else if (got > 0)
        {
            Decode(bytes.AsSpan(0, got), flush: false);
        }
    }

    private void Decode(ReadOnlySpan<byte> bytes, bool flush)
    {
        var keys = new List<Key>();
        if (flush)
        {
            _decoder.Flush(keys);
        }
        else
        {
            _decoder.Decode(bytes, keys);
        }

        if (_decoder.IsWaiting)
        {
            _escape.Set(EscapeWait);
        }
        else
        {
            _escape.Clear();
        }

        keys.ForEach(Arrive);
    }

    /// <summary>Ctrl-C and the answer to a question are for now; other keys wait their turn.</summary>
    private void Arrive(Key key)
    {
        if (_run is { AsksToKill: true })
        {
            AnswerKill(key);
        }
        else if (key.IsInterrupt && (_run is not null || _editor.IsDeciding))
        {
            Interrupt();
        }
        else
        {
            _keys.Enqueue(key);
        }
    }

    private void FeedKeys()
    {
        while (_exitCode is null && _run is null && !_editor.IsDeciding && _keys.TryDequeue(out var key))
        {
            _editor.Take(key);
            _pause.Set(MembersPause);
            if (_editor.IsDeciding)
            {
                _judgement.Set(JudgementWait);
            }
        }
    }

    private void Interrupt()
    {
        _keys.Clear();
        _editor.GiveUpDeciding();
        if (_run is null)
        {
            return;
        }

        if (_run.Interrupt() && _options.KillHost is not null)
        {
            _run.AsksToKill = true;
        }
        else
        {
            var session = _session;
            _background(() => Attempt(() => Task.Run(session.Interrupt)));
        }
    }

    private void AnswerKill(Key key)
    {
        var run = _run!;
        run.AsksToKill = false;
        if (key is { IsText: true, Text: "y" or "Y" })
        {
            run.Emergency = "killing the host ...";
            _background(() => Attempt(_options.KillHost!));
        }
    }

    /// <summary>What fails here is shown under the input, not thrown: there is no one above to catch it.</summary>
    private async Task Attempt(Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _mailbox.Post(() => _trouble = e.Message);
        }
    }

    private void Obey(EditorSignal signal)
    {
        switch (signal)
        {
            case EditorSignal.Submit:
                Submit(_editor.Text);
                break;
            case EditorSignal.EndOfInput:
                _exitCode = 0;
                break;
            case EditorSignal.Cancel:
                Leave(_editor.Text.Length > 0 ? "^C" : "");
                _editor.Begin();
                break;
            case EditorSignal.ClearScreen:
                _screen.ClearScreen();
                break;
            case EditorSignal.Suspend:
                Print();
                _screen.PrintAbove("");
                _terminal.Suspend();
                break;
        }
    }

    private void Submit(string code)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            Leave("");
            _editor.Begin();
        }
        else if (code.Trim().TrimEnd(';') is "exit" or "quit" or "exit()" or "quit()")
        {
            _exitCode = 0;
        }
        else
        {
            Leave("");
            StartRun(code);
        }
    }

    private void StartRun(string code)
    {
        var run = _run = new Foreground(_clock, code);
        var session = _session;
        var listener = new PromptListener(_mailbox, run, this);
        _trouble = "";
        _background(async () =>
        {
            try
            {
                var outcome = await session.Submit(code, listener).ConfigureAwait(false);
                _mailbox.Post(() => Ended(outcome));
            }
            catch (Exception e)
            {
                _mailbox.Post(() => SessionLost(e));
            }
        });
    }

    private void Ended(Outcome outcome)
    {
        _run = null;
        _above.Append(_tail.Finish()).Append(_outcomes.For(outcome));
        if (!outcome.Kept)
        {
            _keeping.Begin(outcome.Number);
        }

        _editor.Begin();
    }

    private void SessionLost(Exception error)
    {
        _above.Append(_tail.Finish());
        _keeping.Forget();
        if (_options.Reopen is not { } reopen)
        {
            GiveUp(error);
            return;
        }

        _run!.AsksToKill = false;
        _run.Emergency = "the host is gone; starting another ...";
        _background(async () =>
        {
            try
            {
                var session = await reopen(error).ConfigureAwait(false);
                _mailbox.Post(() => Reopened(session));
            }
            catch (Exception e)
            {
                _mailbox.Post(() => GiveUp(e));
            }
        });
    }

    private void Reopened(ISession session)
    {
        (_run, _session, _trouble) = (null, session, "");
        Greet();
        _editor = NewEditor();
        _editor.Begin();
    }

    private void GiveUp(Exception error)
    {
        _run = null;
        _above.Append(Palette.Styled($"The session is lost: {error.Message}", _palette.Error)).Append('\n');
        _exitCode = 1;
    }

    private void Greet()
    {
        foreach (var note in _session.Greeting)
        {
            _above.Append(_outcomes.For(note));
        }
    }

    /// <summary>Prints a line of the prompt's own above the input, behind what the user's code has begun to write.</summary>
    private void Announce(string line) => _above.Append(_run is null ? _tail.Finish() : "").Append(line);

    private void Show()
    {
        var size = (_terminal.Width, _terminal.Height);
        if (size != _size)
        {
            _screen.Resized(size.Width);
            _size = size;
        }

        Print();
        _screen.Draw(_run is null ? Idle() : Working(_run));
    }

    private void Print()
    {
        if (_above.Length > 0)
        {
            _screen.PrintAbove(_above.ToString());
            _above.Clear();
        }
    }

    private Frame Idle()
    {
        var below = _trouble.Length > 0 ? _trouble : _keeping.Status;
        if (_tail.IsEmpty)
        {
            return _view.Draw(_editor, _size.Width, _size.Height, below);
        }

        var output = _tail.Rows(_size.Width);
        var shown = output.Skip(Math.Max(0, output.Count - (_size.Height / 2))).ToList();
        return Stacked(shown, _view.Draw(_editor, _size.Width, Math.Max(1, _size.Height - shown.Count), below));
    }

    private Frame Working(Foreground run)
    {
        var output = _tail.Rows(_size.Width);
        var shown = output.Skip(Math.Max(0, output.Count - _size.Height + 1)).ToList();
        var (row, column) = (shown.Count - 1, Math.Min(shown[^1].Sum(cell => cell.Width), _size.Width - 1));
        if (run.Status.Length > 0)
        {
            var status = EditorView.Row(run.Status, run.AsksToKill ? _palette.Note : _palette.Quiet, _size.Width);
            shown = _tail.IsEmpty ? [status] : [.. shown, status];
        }

        return run.AsksToKill ? new Frame(shown, shown.Count - 1, Math.Min(run.Status.Length, _size.Width - 1)) : new Frame(shown, row, column);
    }

    private static Frame Stacked(IReadOnlyList<IReadOnlyList<Cell>> above, Frame below) =>
        new([.. above, .. below.Rows], below.CursorRow + above.Count, below.CursorColumn);

    /// <summary>Leaves the input on the screen as it is, with a mark behind it.</summary>
    private void Leave(string mark)
    {
        Print();
        var left = _view.Left(_editor, _size.Width);
        if (mark.Length > 0)
        {
            var last = new List<Cell>(left.Rows[^1]);
            last.AddRange(EditorView.Row(mark, _palette.Quiet, Math.Max(1, _size.Width - last.Sum(cell => cell.Width))));
            left = left with { Rows = [.. left.Rows.SkipLast(1), last] };
        }

        _screen.Commit(_tail.IsEmpty ? left : Stacked(_tail.Rows(_size.Width), left));
        _tail.Finish();
    }

    private int Leave()
    {
        _mailbox.Deliver();
        Print();
        if (_run is null && _exitCode == 0)
        {
            Leave("");
        }

        return _exitCode ?? 0;
    }
}
