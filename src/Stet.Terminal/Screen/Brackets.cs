using Stet.Model;

namespace Stet.Terminal.Screen;

/// <summary>Finds the bracket that belongs to the one just typed or under the cursor; brackets in strings and comments do not count.</summary>
internal static class Brackets
{
    private const int Furthest = 10_000;
    private const string Opening = "([{";
    private const string Closing = ")]}";

    /// <returns>The partner's place; -1 where there is none.</returns>
    public static int Match(string text, int cursor, IReadOnlyList<ClassifiedSpan> colours)
    {
        var quoted = colours.Where(span => span.Class is TokenClass.Text or TokenClass.Comment or TokenClass.Shell).ToList();
        if (cursor > 0 && cursor <= text.Length && Closing.Contains(text[cursor - 1]))
        {
            return Seek(text, cursor - 1, -1, quoted);
        }

        return cursor >= 0 && cursor < text.Length && Opening.Contains(text[cursor]) ? Seek(text, cursor, 1, quoted) : -1;
    }

    private static int Seek(string text, int from, int step, List<ClassifiedSpan> quoted)
    {
        if (IsQuoted(from, quoted))
        {
            return -1;
        }

        var depth = 0;
        for (var at = from; at >= 0 && at < text.Length && Math.Abs(at - from) < Furthest; at += step)
        {
            var turn = Opening.Contains(text[at]) ? 1 : Closing.Contains(text[at]) ? -1 : 0;
            depth += turn == 0 || IsQuoted(at, quoted) ? 0 : turn;
            if (turn != 0 && depth == 0)
            {
                return at;
            }
        }

        return -1;
    }

    private static bool IsQuoted(int at, List<ClassifiedSpan> quoted)
    {
        var (low, high) = (0, quoted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = quoted[middle].Start + quoted[middle].Length > at ? (low, middle) : (middle + 1, high);
        }

        return low < quoted.Count && quoted[low].Start <= at;
    }
}
