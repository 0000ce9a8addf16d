using Microsoft.CodeAnalysis.Text;

namespace Stet.Language.Text;

/// <summary>
/// Insertions and replacements in one user text, kept apart from it: they never contain a line break, so a line of the edited text
/// is the same line of the user's. An insertion belongs to the text before it or to the text after it, so that of two parts that
/// meet at its position exactly one has it. What closes at one position closes from the inside out, in whatever order it was added.
/// </summary>
internal sealed class SourceEdits
{
    private readonly List<Edit> edits = [];

    private enum Side
    {
        After,
        Before,
        InPlace,
    }

    public bool IsEmpty => edits.Count == 0;

    /// <summary>Adds text after what ends at the position.</summary>
    public void Insert(int position, string text) => edits.Add(new(new(position, 0), text, Side.After, edits.Count));

    /// <summary>Adds text after what ends at the position, which closes what was opened before the text that starts at <paramref name="opened"/>.</summary>
    public void Close(int position, string text, int opened) => edits.Add(new(new(position, 0), text, Side.After, edits.Count, opened));

    /// <summary>Adds text before what starts at the position.</summary>
    public void InsertBefore(int position, string text) => edits.Add(new(new(position, 0), text, Side.Before, edits.Count));

    public void Replace(TextSpan span, string text) => edits.Add(new(span, text, Side.InPlace, edits.Count));

    public void AddRange(SourceEdits other) => edits.AddRange(other.edits.Select((e, i) => e with { Order = edits.Count + i }).ToList());

    /// <summary>The edits within a part of the text, in order of position.</summary>
    public IEnumerable<(TextSpan Span, string Text)> Within(TextSpan part) =>
        edits.Where(e => e.Span.Start >= part.Start && e.Span.End <= part.End)
            .Where(e => e.Side != Side.After || e.Span.Start > part.Start)
            .Where(e => e.Side != Side.Before || e.Span.Start < part.End)
            .OrderBy(e => e.Span.Start).ThenBy(e => e.Span.Length).ThenBy(e => e.Side).ThenBy(e => e.Order)
            .GroupBy(e => (e.Span, e.Side))
            .SelectMany(InsideOut)
            .Select(e => (e.Span, e.Text));

    /// <summary>The same edits; those that close take each other's places so that what was opened last closes first.</summary>
    private static IEnumerable<Edit> InsideOut(IEnumerable<Edit> together)
    {
        var closing = new Queue<Edit>(together.Where(e => e.Opened >= 0).OrderByDescending(e => e.Opened));
        return together.Select(e => e.Opened < 0 ? e : closing.Dequeue());
    }

    /// <param name="Opened">Where the text starts that this closes; -1 for what closes nothing.</param>
    private sealed record Edit(TextSpan Span, string Text, Side Side, int Order, int Opened = -1);
}
