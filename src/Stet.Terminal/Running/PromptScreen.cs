using System.Text;
using Stet.Terminal.Devices;
using Stet.Terminal.Editing;
using Stet.Terminal.Screen;

namespace Stet.Terminal.Running;

/// <summary>What the prompt shows: finished lines above, and below them a region with unfinished output, the input, and a status.</summary>
internal sealed class PromptScreen(ITerminal terminal, Palette palette, TimeProvider clock)
{
    private readonly FrameWriter _writer = new(terminal.Write);
    private readonly EditorView _view = new(palette, clock);
    private readonly OutputTail _tail = new();
    private readonly StringBuilder _above = new();
    private byte _passedLast;
    private (int Width, int Height) _size = (terminal.Width, terminal.Height);

    /// <summary>Takes what the user's code writes.</summary>
    public void Output(string text, bool isError) => _above.Append(_tail.Take(isError ? Palette.Styled(text, palette.Error) : text));

    /// <summary>Takes lines of the prompt's own, which begin on a line of their own.</summary>
    public void Say(string lines)
    {
        if (lines.Length > 0)
        {
            _above.Append(_tail.Finish()).Append(lines);
        }
    }

    public void EndOutput() => _above.Append(_tail.Finish());

    public void ShowInput(Editor editor, string status)
    {
        Prepare();
        var output = Unfinished(_size.Height / 2);
        _writer.Draw(Stacked(output, _view.Draw(editor, _size.Width, Math.Max(1, _size.Height - output.Count), status)));
    }

    public void ShowRun(string status, bool isQuestion)
    {
        Prepare();
        var output = Unfinished(_size.Height - 1);
        var line = EditorView.Row(status, isQuestion ? palette.Note : palette.Quiet, _size.Width);
        IReadOnlyList<IReadOnlyList<Cell>> rows = status.Length == 0 && output.Count > 0 ? output : [.. output, line];
        var cursorRow = isQuestion || output.Count == 0 ? rows.Count - 1 : output.Count - 1;
        var cursorColumn = isQuestion || output.Count > 0 ? rows[cursorRow].Sum(cell => cell.Width) : 0;
        _writer.Draw(new Frame(rows, cursorRow, Math.Min(cursorColumn, _size.Width - 1)));
    }

    /// <summary>Leaves the input on the screen as it is, with a mark behind it, and goes to the line below.</summary>
    public void Leave(Editor editor, string mark)
    {
        Prepare();
        var left = _view.Left(editor, mark, _size.Width);
        _writer.Commit(Stacked(_tail.IsEmpty ? [] : _tail.Rows(_size.Width), left));
        _tail.Finish();
    }

    /// <summary>Prints what is left to print; nothing of the region stays.</summary>
    public void Close()
    {
        EndOutput();
        Print();
        _writer.PrintAbove("");
    }

    /// <summary>What was drawn is gone, and the cursor is where a program may begin to write.</summary>
    public void Lend()
    {
        Close();
        _passedLast = (byte)'\n';
        terminal.Lend();
    }

    public void Pass(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            terminal.Write(bytes);
            _passedLast = bytes[^1];
        }
    }

    /// <summary>
    /// The program may have left the cursor anywhere in a line, and the terminal so that a line feed leads straight down: a mark and as many blanks as a line has columns lead to the next line exactly where
    /// the line was not empty; then the mark is wiped out.
    /// </summary>
    public void TakeBack()
    {
        terminal.TakeBack();
        _size = (terminal.Width, terminal.Height);
        terminal.Write(_passedLast == '\n' ? "\r" : $"\u001b[7m \u001b[0m{new string(' ', _size.Width - 1)}\r\u001b[K");
    }

    public void Clear() => _writer.ClearScreen();

    private static Frame Stacked(IReadOnlyList<IReadOnlyList<Cell>> above, Frame below) =>
        above.Count == 0 ? below : new([.. above, .. below.Rows], below.CursorRow + above.Count, below.CursorColumn);

    private IReadOnlyList<IReadOnlyList<Cell>> Unfinished(int most)
    {
        var rows = _tail.IsEmpty ? [] : _tail.Rows(_size.Width);
        return [.. rows.Skip(Math.Max(0, rows.Count - Math.Max(1, most)))];
    }

    private void Prepare()
    {
        var size = (terminal.Width, terminal.Height);
        if (size != _size)
        {
            _writer.Resized(size.Width);
            _size = size;
        }

        Print();
    }

    private void Print()
    {
        if (_above.Length > 0)
        {
            _writer.PrintAbove(_above.ToString());
            _above.Clear();
        }
    }
}
