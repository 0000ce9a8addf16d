using System.Text;

namespace Stet.Terminal.Screen;

/// <summary>
/// Keeps a region at the bottom of what has been printed, and changes it with as little output as possible. Only relative row
/// moves are used, so it works wherever the region stands; no row relies on the terminal's own wrapping.
/// Invariant: between calls the screen shows the last frame, with the cursor where it says. Held by <c>RandomTests</c>.
/// </summary>
internal sealed class FrameWriter(Action<string> write)
{
    /// <summary>After a row's last column terminals differ in where the cursor is.</summary>
    private const int Unknown = -1;

    private readonly StringBuilder _out = new();
    private Frame _shown = Frame.Empty;
    private int _row;
    private int _column;
    private string _style = "";

    public void Draw(Frame next)
    {
        _row = _shown.CursorRow;
        var several = next.Rows.Count > 1;
        if (several)
        {
            _out.Append("\u001b[?25l");
        }

        for (var row = 0; row < next.Rows.Count; row++)
        {
            DrawRow(next.Rows[row], row);
        }

        if (_shown.Rows.Count > next.Rows.Count)
        {
            MoveTo(next.Rows.Count, 0);
            _out.Append("\u001b[J");
        }

        SetStyle("");
        MoveTo(next.CursorRow, next.CursorColumn);
        _out.Append(several ? "\u001b[?25h" : "");
        _shown = next;
        Flush();
    }

    /// <summary>Prints text where the region stands; the region is gone until the next <see cref="Draw"/>.</summary>
    /// <param name="text">Ends with a line end or is empty, so that the region begins in the first column.</param>
    public void PrintAbove(string text)
    {
        Erase();
        _out.Append(text.Replace("\n", "\r\n"));
        Flush();
    }

    /// <summary>Leaves what the region shows on the screen for good; the next region begins below it.</summary>
    public void Commit(Frame last)
    {
        Draw(last);
        _row = last.CursorRow;
        MoveTo(last.Rows.Count - 1, 0);
        _out.Append("\r\n");
        _shown = Frame.Empty;
        Flush();
    }

    /// <summary>The window is now <paramref name="width"/> columns wide: the terminal has wrapped rows that are longer.</summary>
    public void Resized(int width)
    {
        var above = _shown.Rows.Take(_shown.CursorRow).Sum(row => RowsTaken(row, width));
        _row = above + (_shown.CursorColumn / width);
        _shown = new Frame(_shown.Rows, _row, 0);
        Erase();
        Flush();
    }

    public void ClearScreen()
    {
        _out.Append("\u001b[H\u001b[2J");
        _shown = Frame.Empty;
        Flush();
    }

    private static int RowsTaken(IReadOnlyList<Cell> row, int width) => Math.Max(1, (row.Sum(cell => cell.Width) + width - 1) / width);

    private void Erase()
    {
        _row = _shown.CursorRow;
        MoveTo(0, 0);
        _out.Append("\u001b[J");
        _shown = Frame.Empty;
        _row = 0;
    }

    private void DrawRow(IReadOnlyList<Cell> row, int at)
    {
        var old = at < _shown.Rows.Count ? _shown.Rows[at] : [];
        if (at >= _shown.Rows.Count)
        {
            OpenRowBelow(at);
        }

        var same = 0;
        var column = 0;
        while (same < row.Count && same < old.Count && row[same] == old[same])
        {
            column += row[same++].Width;
        }

        if (same == row.Count && same == old.Count)
        {
            return;
        }

        MoveTo(at, column);
        for (var i = same; i < row.Count; i++)
        {
            column = DrawCell(row[i], column);
        }

        if (column < old.Sum(cell => cell.Width))
        {
            SetStyle("");
            _out.Append("\u001b[K");
        }

        _column = Unknown;
    }

    private int DrawCell(Cell cell, int column)
    {
        SetStyle(cell.Style);
        _out.Append(cell.Text);
        column += cell.Width;
        _column = column;

        // Terminals disagree about the width of joined characters; say where the next one goes.
        if (cell.Text.Length > 1)
        {
            _column = Unknown;
            MoveTo(_row, column);
        }

        return column;
    }

    /// <summary>A line feed, unlike a move, makes the terminal scroll when the region reaches the bottom.</summary>
    private void OpenRowBelow(int at)
    {
        MoveTo(at - 1, 0);
        SetStyle("");
        _out.Append('\n');
        _row = at;
    }

    private void MoveTo(int row, int column)
    {
        if (row != _row)
        {
            _out.Append($"\u001b[{Math.Abs(row - _row)}{(row < _row ? 'A' : 'B')}");
            _row = row;
        }

        if (column != _column)
        {
            _out.Append(column == 0 ? "\r" : $"\u001b[{column + 1}G");
            _column = column;
        }
    }

    private void SetStyle(string style)
    {
        if (style != _style)
        {
            _out.Append(style.Length == 0 ? "\u001b[0m" : $"\u001b[0;{style}m");
            _style = style;
        }
    }

    private void Flush()
    {
        if (_out.Length > 0)
        {
            write(_out.ToString());
            _out.Clear();
        }
    }
}
