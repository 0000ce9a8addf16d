using Microsoft.CodeAnalysis.Text;

namespace Stet.Language.Text;

/// <summary>
/// Insertions and replacements in one user text, kept apart from it: they never contain a line break, so a line of the edited text
/// is the same line of the user's. An insertion belongs to the text before it or to the text after it, so that of two parts that
/// meet at its position exactly one has it.
/// </summary>
internal sealed class SourceEdits
{
    private readonly List<(TextSpan Span, string Text, Side Side, int Order)> edits = [];

    private enum Side
    {
        After,
        Before,
        InPlace,
    }

    public bool IsEmpty => edits.Count == 0;

    /// <summary>Adds text after what ends at the position.</summary>
    public void Insert(int position, string text) => edits.Add((new(position, 0), text, Side.After, edits.Count));

    /// <summary>Adds text before what starts at the position.</summary>
    public void InsertBefore(int position, string text) => edits.Add((new(position, 0), text, Side.Before, edits.Count));

    public void Replace(TextSpan span, string text) => edits.Add((span, text, Side.InPlace, edits.Count));

    public void AddRange(SourceEdits other) => edits.AddRange(other.edits.Select((e, i) => (e.Span, e.Text, e.Side, edits.Count + i)));

    /// <summary>The edits within a part of the text, in order of position.</summary>
    public IEnumerable<(TextSpan Span, string Text)> Within(TextSpan part) =>
        edits.Where(e => e.Span.Start >= part.Start && e.Span.End <= part.End)
            .Where(e => e.Side != Side.After || e.Span.Start > part.Start)
            .Where(e => e.Side != Side.Before || e.Span.Start < part.End)
            .OrderBy(e => e.Span.Start).ThenBy(e => e.Span.Length).ThenBy(e => e.Side).ThenBy(e => e.Order)
            .Select(e => (e.Span, e.Text));
}
