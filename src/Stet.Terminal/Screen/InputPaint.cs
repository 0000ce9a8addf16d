using Stet.Model;

namespace Stet.Terminal.Screen;

/// <summary>Puts stretches of an input into rows, in its colours, with the partner of the cursor's bracket marked.</summary>
internal sealed class InputPaint(string text, int cursor, IReadOnlyList<ClassifiedSpan> colours, Palette palette)
{
    private readonly int _partner = Brackets.Match(text, cursor, colours);

    public void Append(RowBuilder rows, int from, int to)
    {
        for (var span = FirstSpanEndingAfter(from); from < to; span++)
        {
            var known = span < colours.Count;
            var start = known ? Math.Clamp(colours[span].Start, from, to) : to;
            Append(rows, from, start, "");
            var end = known ? Math.Clamp(colours[span].Start + colours[span].Length, start, to) : to;
            Append(rows, start, end, known ? palette.For(colours[span].Class) : "");
            from = end;
        }
    }

    private void Append(RowBuilder rows, int from, int to, string style)
    {
        if (_partner >= from && _partner < to)
        {
            rows.Append(text.AsSpan(from.._partner), style);
            rows.Append(text.AsSpan(_partner, 1), palette.Matching);
            from = _partner + 1;
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
