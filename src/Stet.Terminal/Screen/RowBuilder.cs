namespace Stet.Terminal.Screen;

/// <summary>Lays text into rows of at most <paramref name="width"/> columns, wrapping where a character does not fit any more.</summary>
internal sealed class RowBuilder(int width)
{
    private const int TabStop = 4;
    private static readonly string[] Ascii = [.. Enumerable.Range(0, 0x80).Select(c => ((char)c).ToString())];

    private readonly List<IReadOnlyList<Cell>> _rows = [];
    private List<Cell> _row = [];

    /// <summary>The rows so far, the one being filled included.</summary>
    public IReadOnlyList<IReadOnlyList<Cell>> Rows => [.. _rows, _row];

    public int Row => _rows.Count;

    /// <summary>Where the next character goes, unless it does not fit.</summary>
    public int Column { get; private set; }

    public void Append(ReadOnlySpan<char> text, string style)
    {
        while (!text.IsEmpty)
        {
            var length = CellWidth.ClusterLength(text);
            AppendCluster(text[..length], style);
            text = text[length..];
        }
    }

    public void NewRow()
    {
        _rows.Add(_row);
        _row = [];
        Column = 0;
    }

    /// <summary>Makes sure that a cursor standing after the last character, before one of so many columns, has a place on the screen.</summary>
    public void RoomForCursor(int columns = 1)
    {
        if (Column + columns > width)
        {
            NewRow();
        }
    }

    /// <summary>Appends as much as fits in this row, with an ellipsis where something was cut.</summary>
    public void AppendClipped(string text, string style, int columns)
    {
        var room = Math.Min(columns, width - Column);
        if (CellWidth.OfText(text) <= room)
        {
            Append(text, style);
            return;
        }

        var end = Column + room - 1;
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var length = CellWidth.ClusterLength(rest);
            if (Column + CellWidth.OfCluster(rest[..length]) > end)
            {
                break;
            }

            AppendCluster(rest[..length], style);
            rest = rest[length..];
        }

        if (room > 0)
        {
            Append("…", style);
        }
    }

    public void PadTo(int column, string style)
    {
        while (Column < Math.Min(column, width))
        {
            Put(Ascii[' '], style, 1);
        }
    }

    private void AppendCluster(ReadOnlySpan<char> cluster, string style)
    {
        var first = cluster[0];
        if (first == '\t')
        {
            var stop = Math.Min(width, ((Column / TabStop) + 1) * TabStop);
            RoomForCursor();
            PadTo(Math.Max(stop, Column + 1), style);
        }
        else if (char.IsControl(first))
        {
            // A control character itself would be a command to the terminal.
            Put("^", style, 1);
            Put(first < 0x20 ? Ascii[first + 0x40] : "?", style, 1);
        }
        else
        {
            PutCluster(cluster, style);
        }
    }

    private void PutCluster(ReadOnlySpan<char> cluster, string style)
    {
        var columns = CellWidth.OfCluster(cluster);
        if (columns == 0 || columns > width)
        {
            // A mark with nothing to combine with, or a wide character in a one-column window.
            Put("\ufffd", style, 1);
        }
        else
        {
            Put(cluster.Length == 1 && cluster[0] < 0x80 ? Ascii[cluster[0]] : cluster.ToString(), style, columns);
        }
    }

    private void Put(string text, string style, int columns)
    {
        if (Column + columns > width)
        {
            NewRow();
        }

        _row.Add(new Cell(text, style, columns));
        Column += columns;
    }
}
