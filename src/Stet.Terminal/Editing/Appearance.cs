using Stet.Model;

namespace Stet.Terminal.Editing;

/// <summary>
/// The colours of the text while it changes: those that the session last gave, moved along with the edits until newer ones come,
/// so that typing never waits and never flickers.
/// </summary>
internal sealed class Appearance
{
    private string _text = "";
    private IReadOnlyList<ClassifiedSpan> _spans = [];

    public void Take(Look look) => (_text, _spans) = (look.Text, look.Colours);

    /// <summary>Spans for a text, ascending and not overlapping.</summary>
    public IReadOnlyList<ClassifiedSpan> For(string text)
    {
        if (ReferenceEquals(text, _text) || _spans.Count == 0)
        {
            return _spans;
        }

        var same = text.AsSpan().CommonPrefixLength(_text);
        var grown = text.Length - _text.Length;
        if (same == text.Length && grown == 0)
        {
            return _spans;
        }

        // Where the edit ended in the old text, supposing that all behind it stayed.
        var oldEnd = Math.Max(same, same - grown);
        return [.. _spans.Select(span => Moved(span, same, oldEnd, grown)).Where(span => span.Length > 0)];
    }

    /// <summary>Old text from <paramref name="same"/> to <paramref name="oldEnd"/> was replaced; what is typed at a span's end belongs to it.</summary>
    private static ClassifiedSpan Moved(ClassifiedSpan span, int same, int oldEnd, int grown)
    {
        var start = Place(span.Start);
        return span with { Start = start, Length = Place(span.Start + span.Length) - start };

        int Place(int old) => old < same ? old : old >= oldEnd ? old + grown : same;
    }
}
