using System.Globalization;
using System.Text;

namespace Stet.Display;

/// <summary>A two-dimensional array of scalars as rows and columns, as a matrix is written.</summary>
internal static class Grid
{
    private const int MaxCell = 24;

    /// <summary>The grid's text, or null where the value is not shown as a grid.</summary>
    public static string? Of(object? value, DisplayOptions options)
    {
        if (value is not Array { Rank: 2, Length: > 0 } array || !Literals.AreScalar(array.GetType().GetElementType()!))
        {
            return null;
        }

        var columns = Columns(array, options, Math.Min(array.GetLength(0), options.MaxRows));
        var text = new StringBuilder(CSharpNames.Sized(array));
        var isCut = columns.Count < array.GetLength(1);
        for (var row = 0; row < columns[0].Length; row++)
        {
            text.Append("\n  ").AppendJoin("  ", columns.Select(column => column[row])).Append(isCut ? "  ..." : "");
        }

        var hidden = array.GetLength(0) - columns[0].Length;
        return hidden == 0 ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"\n  ... {hidden:N0} more rows").ToString();
    }

    private static List<string[]> Columns(Array array, DisplayOptions options, int rows)
    {
        var columns = new List<string[]>();
        var used = 2;
        for (var i = 0; i < array.GetLength(1); i++)
        {
            var column = Column(array, options, i, rows);
            used += column[0].Length + 2;
            if (used > options.Width - 5 && columns.Count > 0)
            {
                break;
            }

            columns.Add(column);
        }

        return columns;
    }

    private static string[] Column(Array array, DisplayOptions options, int index, int rows)
    {
        var cells = Enumerable.Range(0, rows).Select(row => Cell(array, options, row, index)).ToArray();
        var width = cells.Max(cell => cell.Length);
        var toTheRight = Literals.AreNumbers(array.GetType().GetElementType()!);
        return [.. cells.Select(cell => toTheRight ? cell.PadLeft(width) : cell.PadRight(width))];
    }

    private static string Cell(Array array, DisplayOptions options, int row, int column)
    {
        var value = array.GetValue(row + array.GetLowerBound(0), column + array.GetLowerBound(1));
        var text = value is null ? "null" : Literals.Of(value, options)!;
        return text.Length <= MaxCell ? text : text[..Budget.Cut(text, MaxCell - 3)] + Piece.Ellipsis;
    }
}
