
using Stet.Terminal.Screen;

namespace Stet.Terminal.Tests.Emulation;

/// <summary>
/// A terminal in memory, independent of how the prompt draws: cells, a cursor, scrolling, the postponed wrap of the last column,
/// and the control sequences that a prompt may send. One that it does not know is an error, so that none is sent unseen.
/// </summary>
internal sealed class VirtualScreen(int width, int height)
{
    private const string Behind = "";
    private readonly List<string[]> _scrolledOff = [];
    private List<string[]> _rows = [.. Enumerable.Range(0, height).Select(_ => EmptyRow(width))];
    private List<string[]> _styles = [.. Enumerable.Range(0, height).Select(_ => EmptyRow(width))];
    private string _style = " ";
    private bool _wraps;

    public int Width { get; private set; } = width;

    public int Height { get; } = height;

    public int Row { get; private set; }

    public int Column { get; private set; }

    /// <summary>All bytes' worth of characters ever written: what an echo costs.</summary>
    public long Written { get; private set; }

    /// <summary>What stands on the screen and above it, without blanks at line ends and empty lines at the end.</summary>
    public string Text => string.Join('\n', _scrolledOff.Concat(_rows).Select(Line)).TrimEnd('\n');

    public string VisibleText => string.Join('\n', _rows.Select(Line)).TrimEnd('\n');

    /// <summary>The text with the cursor's place marked by a bar, as a test writes it.</summary>
    public string TextWithCursor => string.Join('\n', _scrolledOff.Select(Line).Append(VisibleTextWithCursor));

    public string VisibleTextWithCursor
    {
        get
        {
            var lines = _rows.Select(Line).ToList();
            lines[Row] = string.Concat(_rows[Row].Take(Column)) + "|" + string.Concat(_rows[Row].Skip(Column)).TrimEnd();
            return string.Join('\n', lines).TrimEnd('\n');
        }
    }

    /// <summary>The SGR parameters in force at a cell.</summary>
    public string StyleAt(int row, int column) => _styles[row][column].Trim();

    public void Write(string text)
    {
        Written += text.Length;
        for (var at = 0; at < text.Length;)
        {
            at += text[at] == '\u001b' ? Sequence(text.AsSpan(at)) : text[at] < ' ' ? Control(text[at]) : Character(text.AsSpan(at));
        }
    }

    /// <summary>What terminals do that rewrap: a row longer than the new width goes on in rows below it.</summary>
    public void Narrow(int width)
    {
        var rows = new List<string[]>();
        var (cursorRow, cursorColumn) = (0, 0);
        for (var row = 0; row < Height; row++)
        {
            if (row == Row)
            {
                (cursorRow, cursorColumn) = (rows.Count + (Column / width), Column % width);
            }

            var used = Math.Max(1, Line(_rows[row]).Length);
            for (var from = 0; from < used; from += width)
            {
                rows.Add([.. _rows[row].Skip(from).Take(width).Concat(EmptyRow(width)).Take(width)]);
            }
        }

        var above = Math.Max(0, cursorRow - Height + 1);
        _scrolledOff.AddRange(rows.Take(above));
        _rows = [.. rows.Skip(above).Concat(Enumerable.Range(0, Height).Select(_ => EmptyRow(width))).Take(Height)];
        _styles = [.. Enumerable.Range(0, Height).Select(_ => EmptyRow(width))];
        (Row, Column, Width) = (cursorRow - above, cursorColumn, width);
    }

    private static string[] EmptyRow(int width) => [.. Enumerable.Repeat(" ", width)];

    private static string Line(string[] row) => string.Concat(row).TrimEnd();

    private int Character(ReadOnlySpan<char> text)
    {
        var length = CellWidth.ClusterLength(text);
        var columns = CellWidth.OfCluster(text[..length]);
        if (columns == 0)
        {
            // A mark with nothing to stand on, in the output of user code; the prompt's own rows have none.
            return length;
        }

        if (_wraps || Column + columns > Width)
        {
            Column = 0;
            LineFeed();
        }

        _wraps = false;
        _rows[Row][Column] = text[..length].ToString();
        _styles[Row][Column] = _style;
        for (var i = 1; i < columns; i++)
        {
            _rows[Row][Column + i] = Behind;
            _styles[Row][Column + i] = _style;
        }

        _wraps = Column + columns == Width;
        Column = Math.Min(Column + columns, Width - 1);
        return length;
    }

    private int Control(char c)
    {
        _wraps = false;
        switch (c)
        {
            case '\r':
                Column = 0;
                break;
            case '\n':
                LineFeed();
                break;
            case '\t':
                Column = Math.Min(Width - 1, ((Column / 8) + 1) * 8);
                break;
            default:
                Assert.Fail($"control character {(int)c:x2} was written");
                break;
        }

        return 1;
    }

    private void LineFeed()
    {
        if (Row < Height - 1)
        {
            Row++;
            return;
        }

        _scrolledOff.Add(_rows[0]);
        _rows = [.. _rows.Skip(1), EmptyRow(Width)];
        _styles = [.. _styles.Skip(1), EmptyRow(Width)];
    }

    private int Sequence(ReadOnlySpan<char> text)
    {
        Assert.True(text.Length > 1 && text[1] == '[', "only control sequences are known here");
        var end = 2;
        while (text[end] is < '@' or > '~')
        {
            end++;
        }

        Obey(text[end], text[2..end].ToString());
        return end + 1;
    }

    private void Obey(char final, string parameters)
    {
        var number = int.TryParse(parameters, out var given) ? given : 1;
        _wraps = _wraps && final is 'm' or 'h' or 'l';
        switch (final)
        {
            case 'A':
                Row = Math.Max(0, Row - number);
                break;
            case 'B':
                Row = Math.Min(Height - 1, Row + number);
                break;
            case 'G':
                Column = Math.Clamp(number - 1, 0, Width - 1);
                break;
            case 'H' when parameters.Length == 0:
                (Row, Column) = (0, 0);
                break;
            case 'J' when parameters.Length == 0:
                EraseBelow();
                break;
            case 'J' when parameters == "2":
                _rows = [.. _rows.Select(_ => EmptyRow(Width))];
                break;
            case 'K' when parameters.Length == 0:
                EraseRight();
                break;
            case 'm':
                _style = parameters is "" or "0" ? " " : parameters;
                break;
            case 'h' or 'l' when parameters == "?25":
                break;
            default:
                Assert.Fail($"unknown control sequence: {parameters}{final}");
                break;
        }
    }

    private void EraseRight()
    {
        Array.Fill(_rows[Row], " ", Column, Width - Column);
        Array.Fill(_styles[Row], " ", Column, Width - Column);
    }

    private void EraseBelow()
    {
        EraseRight();
        for (var row = Row + 1; row < Height; row++)
        {
            _rows[row] = EmptyRow(Width);
            _styles[row] = EmptyRow(Width);
        }
    }

}
