using System.Collections;
using System.Globalization;
using System.Text;

namespace Stet.Display;

/// <summary>
/// A collection of objects as rows and columns: one column for each part of the element type, numbers to the right.
/// Used where all shown elements are of one type that has two or more scalar parts and no <c>ToString</c> of its own.
/// </summary>
internal static class Table
{
    /// <summary>The longest cell, from what is pleasant to what is just readable: columns are narrowed before any is left out.</summary>
    private static readonly int[] CellLengths = [40, 30, 20, 12];

    /// <summary>The table's text, or null where the value is not shown as a table.</summary>
    public static string? Of(object? value, Type? staticType, DisplayOptions options)
    {
        if (value is not IEnumerable sequence || !MayBeTable(value, options))
        {
            return null;
        }

        var describer = new Describer(options);
        var rows = describer.Take(sequence, options.MaxRows, out var more, out var thrown);
        var type = rows.Count > 0 ? rows[0]?.GetType() : null;
        if (thrown is not null || type is null || !rows.All(row => row?.GetType() == type) || !IsRowType(type, describer))
        {
            return null;
        }

        var count = Sequences.Count(value);
        var columns = Columns(describer, type, rows, options.Width - 2, out var dropped);
        var text = new StringBuilder(Header(value, staticType, count));
        WriteRows(text, columns, rows.Count, dropped, indent: "  ");
        if (more)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  ...{(count is { } known ? $" {known - rows.Count:N0} more" : "")}");
        }

        return text.ToString();
    }

    /// <summary>All rows of a listing, without a header and from the first column of the line.</summary>
    public static string Listing<T>(IReadOnlyList<T> rows, DisplayOptions options)
    {
        var describer = new Describer(options);
        var columns = Columns(describer, typeof(T), [.. rows], options.Width, out var dropped);
        var text = new StringBuilder();
        WriteRows(text, columns, rows.Count, dropped, indent: "");
        return text.ToString().TrimStart('\n');
    }

    /// <summary>All rows of a sequence with all its columns; null where its elements are no rows.</summary>
    public static string? Whole(object? value, DisplayOptions options)
    {
        var rows = value is IEnumerable sequence and not string ? sequence.Cast<object?>().ToList() : [value];
        var describer = new Describer(options);
        var type = rows.Count > 0 ? rows[0]?.GetType() : null;
        if (rows.Count == 0)
        {
            return "";
        }

        if (type is null || Literals.AreScalar(type) || !rows.All(row => row?.GetType() == type) || describer.MembersOf(type).Count == 0)
        {
            return null;
        }

        var columns = describer.MembersOf(type).Select(m => new Column(m.Name, Literals.AreNumbers(m.Type), [.. rows.Select(row => Cell(describer, row!, m, int.MaxValue))])).ToList();
        var text = new StringBuilder();
        WriteRows(text, columns, rows.Count, dropped: false, indent: "");
        return text.ToString().TrimStart('\n');
    }

    private sealed record Column(string Name, bool IsNumber, string[] Cells)
    {
        public int Width => Math.Max(Name.Length, Cells.Max(cell => cell.Length));

        public Column Cut(int length) =>
            this with { Cells = [.. Cells.Select(cell => cell.Length <= length ? cell : cell[..Budget.Cut(cell, length - 3)] + Piece.Ellipsis)] };

        public string Align(string cell, int width) => IsNumber ? cell.PadLeft(width) : cell.PadRight(width);
    }

    private static bool MayBeTable(object value, DisplayOptions options)
    {
        var type = value.GetType();
        return value is not (string or Array { Rank: > 1 })
            && Literals.Of(value, options with { MaxTextLength = 1 }) is null && Platform.Of(value, options) is null
            && !OwnText.IsDeclared(type) && !Sequences.IsDictionary(type) && !Sequences.IsConsumedByLooking(value)
            && Sequences.ElementType(type) is { } element && !Literals.AreScalar(element)
            && (options.RunsCode || type.IsArray || (Sequences.IsCounted(type) && Members.IsPlatform(type)));
    }

    private static bool IsRowType(Type type, Describer describer) =>
        !Members.IsPlatform(type) && !type.IsPrimitive && !type.IsEnum && !type.IsAssignableTo(typeof(IEnumerable))
        && !OwnText.IsDeclared(type) && describer.MembersOf(type).Count(member => Literals.AreScalar(member.Type)) >= 2;

    private static List<Column> Columns(Describer describer, Type type, List<object?> rows, int width, out bool dropped)
    {
        var all = describer.MembersOf(type)
            .Select(member => new Column(member.Name, Literals.AreNumbers(member.Type), [.. rows.Select(row => Cell(describer, row!, member, CellLengths[0]))])).ToList();
        var fitting = CellLengths.Select(length => all.ConvertAll(column => column.Cut(length))).FirstOrDefault(cut => Width(cut) <= width);
        dropped = fitting is null;
        return fitting ?? Leftmost(all.ConvertAll(column => column.Cut(CellLengths[2])), width);
    }

    private static int Width(IEnumerable<Column> columns) => columns.Sum(column => column.Width + 2) - 2;

    private static List<Column> Leftmost(List<Column> columns, int width)
    {
        var room = width - Piece.Ellipsis.Length;
        return [.. columns.TakeWhile((column, i) => (room -= column.Width + 2) >= 0 || i == 0)];
    }

    /// <summary>A cell shows text without quotes where nothing in it needs them, and times to the second.</summary>
    private static string Cell(Describer describer, object row, Member member, int longest)
    {
        if (describer.TryRead(row, member, out var value))
        {
            switch (value)
            {
                case "":
                    return "";
                case string text when !text.Any(char.IsControl) && text.Trim().Length == text.Length:
                    return text.Length <= longest ? text : text[..longest] + Piece.Ellipsis;
                case DateTimeOffset time:
                    return time.ToString(time.Offset == TimeSpan.Zero ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);
                case DateTime time when time.TimeOfDay != TimeSpan.Zero:
                    return time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            }
        }

        return describer.DescribeMember(row, member, depth: 2).Flat;
    }

    private static string Header(object value, Type? staticType, int? count) =>
        count is { } known && value is not Array
            ? string.Create(CultureInfo.InvariantCulture, $"{Sequences.Name(value, staticType)}({known})")
            : Sequences.Name(value, staticType);

    private static void WriteRows(StringBuilder text, List<Column> columns, int rows, bool dropped, string indent)
    {
        var end = dropped ? "  " + Piece.Ellipsis : "";
        var widths = columns.ConvertAll(column => column.Width);
        WriteRow(text, columns.Select((column, c) => column.Align(column.Name, widths[c])), indent, end);
        for (var i = 0; i < rows; i++)
        {
            WriteRow(text, columns.Select((column, c) => column.Align(column.Cells[i], widths[c])), indent, end);
        }
    }

    private static void WriteRow(StringBuilder text, IEnumerable<string> cells, string indent, string end) =>
        text.Append('\n').Append((indent + string.Join("  ", cells) + end).TrimEnd());
}
