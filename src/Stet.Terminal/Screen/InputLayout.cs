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
    private readonly int _matching = Brackets.Match(text, cursor, colours);

    /// <summary>All rows, for leaving the input on the screen.</summary>
    public Frame Whole(int width)
    {
        var rows = new RowBuilder(width);
        for (var start = 0; start >= 0; start = Line(rows, start))
        {
        }

        return new Frame(rows.Rows, rows.Row, 0);
    }

    /// <summary>Not more than <paramref name="height"/> rows, the cursor's among them.</summary>
    public Frame Around(int width, int height)
    {
        // The lines that could be seen are at most a window above the cursor's and a window below it.
        var start = Motions.LineStart(text, cursor);
        for (var lines = 0; lines < height && start > 0; lines++)
        {
            start = Motions.LineStart(text, start - 1);
        }

        var rows = new RowBuilder(width);
        var (row, column) = (0, 0);
        var found = false;
        for (var next = start; next >= 0 && !(found && rows.Row - row > height);)
        {
            var line = next;
            next = Line(rows, line, cursor, ref row, ref column, ref found);
        }

        return Window(rows.Rows, row, column, height);
    }

    private static Frame Window(IReadOnlyList<IReadOnlyList<Cell>> rows, int row, int column, int height)
    {
        if (rows.Count <= height)
        {
            return new Frame(rows, row, column);
        }

        var top = Math.Clamp(row - (height / 2), 0, rows.Count - height);
        return new Frame([.. rows.Skip(top).Take(height)], row - top, column);
    }

    private int Line(RowBuilder rows, int start)
    {
        var (row, column, found) = (0, 0, true);
        return Line(rows, start, -1, ref row, ref column, ref found);
    }

    /// <returns>Where the next line starts; -1 after the last.</returns>
    private int Line(RowBuilder rows, int start, int seek, ref int row, ref int column, ref bool found)
    {
        var end = Motions.LineEnd(text, start);
        rows.Append(start == 0 ? First : Following, palette.Prompt);
        var stopAt = !found && seek >= start && seek <= end ? seek : end;
        Coloured(rows, start, stopAt);
        if (!found && seek == stopAt)
        {
            MarkCursor(rows, end, out row, out column);
            found = true;
        }

        Coloured(rows, stopAt, end);
        if (end == text.Length)
        {
            return -1;
        }

        rows.NewRow();
        return end + 1;
    }

    /// <summary>The cursor stands where the next character will be, which may be the beginning of the next row.</summary>
    private void MarkCursor(RowBuilder rows, int lineEnd, out int row, out int column)
    {
        var ahead = cursor < lineEnd ? CellWidth.OfCluster(text.AsSpan(cursor, Motions.Next(text, cursor) - cursor)) : 1;
        rows.RoomForCursor(Math.Max(1, ahead));
        (row, column) = (rows.Row, rows.Column);
    }

    private void Coloured(RowBuilder rows, int from, int to)
    {
        for (var span = FirstSpanEndingAfter(from); from < to; span++)
        {
            var known = span < colours.Count;
            var start = known ? Math.Clamp(colours[span].Start, from, to) : to;
            Plain(rows, from, start, "");
            var end = known ? Math.Clamp(colours[span].Start + colours[span].Length, start, to) : to;
            Plain(rows, start, end, known ? palette.For(colours[span].Class) : "");
            from = end;
        }
    }

    private void Plain(RowBuilder rows, int from, int to, string style)
    {
        if (_matching >= from && _matching < to)
        {
            rows.Append(text.AsSpan(from.._matching), style);
            rows.Append(text.AsSpan(_matching, 1), palette.Matching);
            from = _matching + 1;
        }

        rows.Append(text.AsSpan(from..to), style);
    }

    private int FirstSpanEndingAfter(int position)
    {
        var (low, high) = (0, colours.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = colours[middle].Start + colours[middle].Length > position ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
