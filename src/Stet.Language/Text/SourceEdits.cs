using Microsoft.CodeAnalysis.Text;

namespace Stet.Language.Text;

/// <summary>
/// Insertions and replacements in one user text, kept apart from it: they never contain a line break, so a line of the edited text
/// is the same line of the user's.
/// </summary>
internal sealed class SourceEdits
{
    private readonly List<(TextSpan Span, string Text, int Order)> edits = [];

    public bool IsEmpty => edits.Count == 0;

    public void Insert(int position, string text) => edits.Add((new(position, 0), text, edits.Count));

    public void Replace(TextSpan span, string text) => edits.Add((span, text, edits.Count));

    public void AddRange(SourceEdits other) => edits.AddRange(other.edits.Select((e, i) => (e.Span, e.Text, edits.Count + i)));

    /// <summary>The edits within a part of the text, in order of position.</summary>
    public IEnumerable<(TextSpan Span, string Text)> Within(TextSpan part) =>
        edits.Where(e => e.Span.Start >= part.Start && e.Span.End <= part.End)
            .OrderBy(e => e.Span.Start).ThenBy(e => e.Span.Length).ThenBy(e => e.Order)
            .Select(e => (e.Span, e.Text));
}
