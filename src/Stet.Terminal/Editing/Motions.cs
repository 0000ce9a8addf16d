using System.Globalization;
using Stet.Terminal.Screen;

namespace Stet.Terminal.Editing;

/// <summary>Places in a text, from a place in it. Pure.</summary>
internal static class Motions
{
    public static int Next(string text, int at) => at >= text.Length ? at : at + CellWidth.ClusterLength(text.AsSpan(at));

    public static int Previous(string text, int at)
    {
        if (at <= 1 || (text[at - 1] < 0x300 && text[at - 2] < 0x300))
        {
            return Math.Max(0, at - 1);
        }

        // Where a joined character begins is only known from the front; a line is far enough in front.
        var place = text[at - 1] == '\n' ? at - 1 : LineStart(text, at);
        var before = place;
        while (place < at)
        {
            before = place;
            place += CellWidth.ClusterLength(text.AsSpan(place));
        }

        return before;
    }

    public static int WordRight(string text, int at)
    {
        while (at < text.Length && !IsWord(text[at]))
        {
            at++;
        }

        while (at < text.Length && IsWord(text[at]))
        {
            at++;
        }

        return at;
    }

    public static int WordLeft(string text, int at)
    {
        while (at > 0 && !IsWord(text[at - 1]))
        {
            at--;
        }

        while (at > 0 && IsWord(text[at - 1]))
        {
            at--;
        }

        return at;
    }

    /// <summary>Like <see cref="WordLeft"/> with words between blanks, as Ctrl-W takes them.</summary>
    public static int BlankLeft(string text, int at)
    {
        while (at > 0 && char.IsWhiteSpace(text[at - 1]))
        {
            at--;
        }

        while (at > 0 && !char.IsWhiteSpace(text[at - 1]))
        {
            at--;
        }

        return at;
    }

    public static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    public static int LineEnd(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end;
    }

    public static bool OnFirstLine(string text, int at) => LineStart(text, at) == 0;

    public static bool OnLastLine(string text, int at) => LineEnd(text, at) == text.Length;

    /// <summary>The place in the line above that is nearest to a column, counted in columns of the screen.</summary>
    public static int Up(string text, int at, int column) =>
        OnFirstLine(text, at) ? at : AtColumn(text, LineStart(text, LineStart(text, at) - 1), column);

    public static int Down(string text, int at, int column) =>
        OnLastLine(text, at) ? at : AtColumn(text, LineEnd(text, at) + 1, column);

    public static int Column(string text, int at) => CellWidth.OfText(text.AsSpan(LineStart(text, at)..at));

    public static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static int AtColumn(string text, int lineStart, int column)
    {
        var end = LineEnd(text, lineStart);
        var at = lineStart;
        while (at < end && column > 0)
        {
            var length = CellWidth.ClusterLength(text.AsSpan(at));
            column -= CellWidth.OfCluster(text.AsSpan(at, length));
            at += length;
        }

        return Math.Min(at, end);
    }
}
