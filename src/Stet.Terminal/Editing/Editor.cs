using Stet.Model;
using Stet.Terminal.Keys;

namespace Stet.Terminal.Editing;

/// <summary>What the editor wants of the prompt around it.</summary>
internal enum EditorSignal
{
    /// <summary><see cref="Editor.Text"/> is a whole input.</summary>
    Submit,

    /// <summary>Ctrl-D on an empty input.</summary>
    EndOfInput,

    /// <summary>Ctrl-C: the input is given up.</summary>
    Cancel,
    ClearScreen,
    Suspend,
}

/// <summary>
/// One input being written: takes keys, changes its state, signals. It never waits: what it asks of the session is answered later.
/// </summary>
internal sealed class Editor
{
    /// <summary>Longer inputs (pasted data) are not coloured, and are judged only on Enter.</summary>
    private const int LongestColoured = 100_000;

    private readonly IEnquiries _asks;
    private readonly Action<EditorSignal> _signal;
    private readonly Func<bool> _moreKeysWait;
    private readonly HistoryWalk _history;
    private Look? _look;
    private string _lookedAt = "";
    private int _wantedColumn = -1;

    /// <param name="moreKeysWait">Whether keys have come that are not taken yet: text that a program types, or a paste without marks.</param>
    public Editor(IEnquiries asks, SessionId own, Action<EditorSignal> signal, Func<bool> moreKeysWait)
    {
        _moreKeysWait = moreKeysWait;
        _asks = asks;
        _signal = signal;
        Recall = new Recall(asks);
        _history = new HistoryWalk(asks, own, Show);
        Search = new HistorySearch(asks);
        Completing = new Completing(Buffer, asks);
    }

    public EditBuffer Buffer { get; } = new();

    public KillRing Kills { get; } = new();

    public Appearance Appearance { get; } = new();

    public HistorySearch Search { get; }

    public Completing Completing { get; }

    /// <summary>What a recalled input means now.</summary>
    public Recall Recall { get; }

    public string Text => Buffer.Text;

    /// <summary>Enter was pressed and the session's judgement is awaited; keys have to wait with it.</summary>
    public bool IsDeciding { get; private set; }

    /// <summary>After a short pause the members of what was just typed may be shown; not within text that is no code.</summary>
    public bool PauseWouldHelp => Completing.IsAfterPoint && !Appearance.For(Text).Any(span =>
        span.Class is TokenClass.Text or TokenClass.Comment or TokenClass.Shell
        && span.Start < Buffer.Cursor && Buffer.Cursor <= span.Start + span.Length);

    public void Begin()
    {
        Buffer.Reset();
        Recall.Forget();
        Completing.Menu.Close();
        _history.Begin();
    }

    public void Take(Key key)
    {
        if (Search.IsOpen)
        {
            SearchKeys.Take(this, key);
        }
        else if (!CompletionKeys.Take(this, key))
        {
            Edit(key);
        }
    }

    /// <summary>Asks for colours where the text has changed. Called when a row of keys or answers has been taken.</summary>
    public void Observe()
    {
        if (!ReferenceEquals(Text, _lookedAt) && Text.Length <= LongestColoured)
        {
            LookAt(Text);
        }
    }

    /// <summary>Enter: submits what is complete or beyond mending, otherwise begins a new line.</summary>
    public void Enter()
    {
        IsDeciding = true;
        if (_look?.Text == Text)
        {
            Decide(_look.State);
        }
        else
        {
            LookAt(Text);
        }
    }

    /// <summary>The session's judgement does not come: submit, so that whatever is wrong with it is said.</summary>
    public void StopDeciding()
    {
        if (IsDeciding)
        {
            Decide(InputState.Invalid);
        }
    }

    public void GiveUpDeciding() => IsDeciding = false;

    public void Signal(EditorSignal signal) => _signal(signal);

    /// <summary>Breaks the line, indented for whoever types by hand; text that comes in one piece brings its own indentation.</summary>
    public void NewLine() => Buffer.Insert(_moreKeysWait() ? "\n" : Indentation.LineBreakAt(Text, Buffer.Cursor));

    /// <summary>Up within the text; above its first line, through history.</summary>
    public void Up()
    {
        if (Motions.OnFirstLine(Text, Buffer.Cursor))
        {
            _history.Older(Text);
        }
        else
        {
            Buffer.Cursor = Motions.Up(Text, Buffer.Cursor, KeepColumn());
        }
    }

    public void Down()
    {
        if (Motions.OnLastLine(Text, Buffer.Cursor))
        {
            _history.Newer(Text);
        }
        else
        {
            Buffer.Cursor = Motions.Down(Text, Buffer.Cursor, KeepColumn());
        }
    }

    /// <summary>Puts an earlier input, or the one that was being written (no entry), in the line.</summary>
    public void Show(string text, HistoryEntry? entry)
    {
        Buffer.SetText(text);
        Recall.Begin(entry);
    }

    public void OlderEntry() => _history.Older(Text);

    public void NewerEntry() => _history.Newer(Text);

    private void Edit(Key key)
    {
        var command = KeyBindings.CommandFor(key);
        if (command is null && key.IsText)
        {
            Type(key.Text);
        }
        else if (key.Code == KeyCode.Paste)
        {
            Buffer.Insert(key.Text);
        }

        var vertical = key.Code is KeyCode.Up or KeyCode.Down;
        _wantedColumn = vertical ? _wantedColumn : -1;
        if (command?.Kills != true)
        {
            Kills.EndJoining();
        }

        command?.Act(this);
    }

    private void Type(string text)
    {
        var back = _moreKeysWait() ? 0 : Indentation.StepBack(Text, Buffer.Cursor, text);
        Buffer.Replace(Buffer.Cursor - back, back, text);
    }

    private int KeepColumn() => _wantedColumn = _wantedColumn < 0 ? Motions.Column(Text, Buffer.Cursor) : _wantedColumn;

    private void LookAt(string text)
    {
        _lookedAt = text;
        _asks.Look(text, look =>
        {
            _look = look;
            Appearance.Take(look);
            if (IsDeciding && look.Text == Text)
            {
                Decide(look.State);
            }
        });
    }

    private void Decide(InputState state)
    {
        IsDeciding = false;
        var lastLineBlank = Buffer.AtEnd && Text.AsSpan(Motions.LineStart(Text, Text.Length)).IsWhiteSpace();
        if (state == InputState.Incomplete && !(lastLineBlank && Text.Contains('\n')))
        {
            NewLine();
        }
        else
        {
            _signal(EditorSignal.Submit);
        }
    }
}
