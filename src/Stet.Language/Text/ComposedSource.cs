using System.Text;
using Microsoft.CodeAnalysis.Text;
using Stet.Model;

namespace Stet.Language.Text;

/// <summary>
/// Source for the compiler, put together from Stet's own lines and pieces of user text with edits; knows for every position
/// which character of which user text it came from.
/// </summary>
internal sealed class ComposedSource
{
    private readonly StringBuilder text = new();
    private readonly List<Segment> segments = [];

    public int Length => text.Length;

    public override string ToString() => text.ToString();

    public ComposedSource Add(string own)
    {
        text.Append(own);
        return this;
    }

    public ComposedSource AddLine(string own)
    {
        text.Append(own).Append('\n');
        return this;
    }

    /// <summary>Adds a part of a user text with the edits that fall into it. Sequence points of it name the user's line.</summary>
    public ComposedSource AddUser(UserText user, TextSpan part, SourceEdits edits)
    {
        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }

        var line = user.Content.AsSpan(0, part.Start).Count('\n') + 1;
        text.Append("#line ").Append(line).Append(" \"").Append(user.SymbolName).Append("\"\n");
        var position = part.Start;
        foreach (var (span, replacement) in edits.Within(part))
        {
            Copy(user, position, span.Start);
            Mark(user, span.Start, replacement.Length, isCopy: false);
            text.Append(replacement);
            position = span.End;
        }

        Copy(user, position, part.End);
        text.Append("\n#line hidden\n");
        return this;
    }

    /// <summary>The user text and span behind a span of the composed text; null where Stet wrote it.</summary>
    public (UserText User, TextSpan Span)? Origin(TextSpan span)
    {
        var start = Find(span.Start);
        if (start is null)
        {
            return null;
        }

        var end = Find(Math.Max(span.Start, span.End - 1));
        var from = start.Map(span.Start);
        var to = end?.User == start.User ? end.Map(Math.Max(span.Start, span.End - 1)) + 1 : from + 1;
        return (start.User, TextSpan.FromBounds(from, Math.Max(from, to)));
    }

    /// <summary>Whether a span of the composed text begins in what the user wrote.</summary>
    public bool IsCopied(TextSpan span) => Find(span.Start) is { IsCopy: true } segment && span.Start < segment.Start + segment.Length;

    /// <summary>Where a character of a user text went; -1 when it is not in here.</summary>
    public int PositionOf(UserText user, int position)
    {
        var segment = segments.FindLast(s => s.User == user && s.IsCopy && position >= s.Origin && position <= s.Origin + s.Length);
        return segment is null ? -1 : segment.Start + position - segment.Origin;
    }

    private void Copy(UserText user, int from, int to)
    {
        if (to > from)
        {
            Mark(user, from, to - from, isCopy: true);
            text.Append(user.Content, from, to - from);
        }
    }

    private void Mark(UserText user, int origin, int length, bool isCopy) => segments.Add(new(text.Length, length, user, origin, isCopy));

    private Segment? Find(int position)
    {
        var low = segments.BinarySearch(new(position, 0, null!, 0, true), Comparer<Segment>.Create((a, b) => a.Start.CompareTo(b.Start)));
        var index = low >= 0 ? low : ~low - 1;
        while (index + 1 < segments.Count && segments[index + 1].Start == position && segments[index].Length == 0)
        {
            index++;
        }

        return index >= 0 && position <= segments[index].Start + segments[index].Length ? segments[index] : null;
    }

    private sealed record Segment(int Start, int Length, UserText User, int Origin, bool IsCopy)
    {
        public int Map(int position) => IsCopy ? Origin + Math.Min(position - Start, Length) : Origin;
    }
}
