namespace Stet.Terminal.Editing;

/// <summary>
/// The text being edited and the place in it. Every change goes through <see cref="Replace"/> and can be undone: <c>EditBufferTests</c>.
/// Invariant: 0 &lt;= <see cref="Cursor"/> &lt;= length of <see cref="Text"/>.
/// </summary>
internal sealed class EditBuffer
{
    private readonly UndoLog _log = new();
    private int _cursor;

    public string Text { get; private set; } = "";

    public int Cursor
    {
        get => _cursor;
        set
        {
            _cursor = Math.Clamp(value, 0, Text.Length);
            _log.EndGroup();
        }
    }

    public bool AtEnd => Cursor == Text.Length;

    public bool CanUndo => _log.CanUndo;

    public void Insert(string text) => Replace(Cursor, 0, text);

    public void Remove(int from, int to) => Replace(Math.Min(from, to), Math.Abs(to - from), "");

    /// <summary>Replaces a stretch; the cursor ends up behind what was inserted.</summary>
    public void Replace(int start, int length, string insert)
    {
        if (length == 0 && insert.Length == 0)
        {
            return;
        }

        _log.Add(new Edit(start, Text.Substring(start, length), insert, Cursor));
        Apply(start, length, insert);
    }

    public void SetText(string text) => Replace(0, Text.Length, text);

    /// <summary>A new input: the changes of the last one are forgotten.</summary>
    public void Reset()
    {
        Text = "";
        _cursor = 0;
        _log.Clear();
    }

    public void Undo()
    {
        foreach (var edit in _log.TakeUndo())
        {
            Apply(edit.Start, edit.Inserted.Length, edit.Removed);
            _cursor = edit.CursorBefore;
        }
    }

    public void Redo()
    {
        foreach (var edit in _log.TakeRedo())
        {
            Apply(edit.Start, edit.Removed.Length, edit.Inserted);
        }
    }

    private void Apply(int start, int length, string insert)
    {
        Text = string.Concat(Text.AsSpan(0, start), insert, Text.AsSpan(start + length));
        _cursor = start + insert.Length;
    }
}
