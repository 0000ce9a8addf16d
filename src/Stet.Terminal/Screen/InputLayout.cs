using Stet.Model;
using Stet.Terminal.Editing;

namespace Stet.Terminal.Screen;

/// <summary>
/// Lays an input into rows, at most as many as fit, around the cursor. The work depends on the size of the window, not of the text.
/// </summary>
internal sealed class InputLayout(string text, int cursor, IReadOnlyList<ClassifiedSpan> colours, Palette palette)
{
    private const string First = "> ";
    private const string Following = ". ";
    private readonly InputPaint _paint = new(text, cursor, colours, palette);
    private (int Row, int Column)? _mark;

    /// <summary>All rows, for leaving the input on the screen.</summary>
    public Frame Whole(int width)
    {
        var rows = new RowBuilder(width);
        for (int? start = 0; start is { } line;)
        {
            var end = Motions.LineEnd(text, line);
            start = Line(rows, line, line, end, end);
        }

        return new Frame(rows.Rows, rows.Row, 0);
    }

    /// <summary>Not more than <paramref name="height"/> rows, the cursor's among them.</summary>
    public Frame Around(int width, int height)
    {
        var rows = new RowBuilder(width);
        for (int? start = FirstLine(height); start is { } line && !(_mark is { } mark && rows.Row - mark.Row > height);)
        {
            var end = Motions.LineEnd(text, line);
            var (from, to) = Visible(line, end, width, height);
            start = Line(rows, line, from, to, end);
        }

        return Window(rows.Rows, _mark!.Value, height);
    }

    private static Frame Window(IReadOnlyList<IReadOnlyList<Cell>> rows, (int Row, int Column) mark, int height)
    {
        if (rows.Count <= height)
        {
            return new Frame(rows, mark.Row, mark.Column);
        }

        var top = Math.Clamp(mark.Row - (height / 2), 0, rows.Count - height);
        return new Frame([.. rows.Skip(top).Take(height)], mark.Row - top, mark.Column);
    }

    /// <summary>The lines that could be seen are at most a window above the cursor's and a window below it.</summary>
    private int FirstLine(int height)
    {
        var start = Motions.LineStart(text, cursor);
        for (var lines = 0; lines < height && start > 0; lines++)
        {
            start = Motions.LineStart(text, start - 1);
        }

        return start;
    }

    /// <summary>The part of a line that could be seen: all of it, unless it alone is many windows long.</summary>
    private (int From, int To) Visible(int start, int end, int width, int height)
    {
        var window = width * height;
        if (end - start <= 4 * window)
        {
            return (start, end);
        }

        // Begins where a row begins, as long as each character takes one column.
        var near = Math.Clamp(cursor, start, end);
        var rowsBefore = Math.Max(0, (near - start - window) / width);
        var from = rowsBefore == 0 ? start : start + (rowsBefore * width) - Following.Length;
        return (InnerBoundary(from), InnerBoundary(Math.Min(end, near + window)));
    }

    /// <summary>Not between the two halves of one character.</summary>
    private int InnerBoundary(int at) => at < text.Length && char.IsLowSurrogate(text[at]) ? at + 1 : at;

    /// <returns>Where the next line starts; null after the last.</returns>
    private int? Line(RowBuilder rows, int start, int from, int to, int end)
    {
        if (from == start)
        {
            rows.Append(start == 0 ? First : Following, palette.Prompt);
        }

        if (cursor >= from && cursor <= to)
        {
            _paint.Append(rows, from, cursor);
            Mark(rows, end);
            _paint.Append(rows, cursor, to);
        }
        else
        {
            _paint.Append(rows, from, to);
        }

        if (end == text.Length)
        {
            return null;
        }

        rows.NewRow();
        return end + 1;
    }

    /// <summary>The cursor stands where the next character will be, which may be the beginning of the next row.</summary>
    private void Mark(RowBuilder rows, int lineEnd)
    {
        var ahead = cursor < lineEnd ? CellWidth.OfCluster(text.AsSpan(cursor, Motions.Next(text, cursor) - cursor)) : 1;
        rows.RoomForCursor(Math.Max(1, ahead));
        _mark = (rows.Row, rows.Column);
    }
}
