using System.Text;

namespace Stet.Language.Text;

/// <summary>A text as it was written, and as it is parsed: parts of it stand in another form. Both have the same lines.</summary>
internal sealed class WrittenText
{
    private readonly List<(int At, int Length, int Origin, bool IsCopy)> segments = [];

    public WrittenText(string written, params IReadOnlyList<WrittenPart> parts)
    {
        Written = written;
        Shells = parts;
        var content = new StringBuilder();
        var from = 0;
        foreach (var part in parts)
        {
            Add(content, written[from..part.Start], from, isCopy: true);
            var reached = part.Start;
            foreach (var (text, origin) in part.Parts)
            {
                Add(content, text, origin < 0 ? reached : origin, origin >= 0);
                reached = origin < 0 ? reached : origin + text.Length;
            }

            from = part.End;
        }

        Add(content, written[from..], from, isCopy: true);
        Content = content.ToString();
    }

    public string Written { get; }

    public string Content { get; }

    /// <summary>The parts in another form: shell lines.</summary>
    public IReadOnlyList<WrittenPart> Shells { get; }

    /// <summary>Where in what was written a position of the content is.</summary>
    public int Origin(int position)
    {
        if (Shells.Count == 0)
        {
            return position;
        }

        var (at, length, origin, isCopy) = segments.FindLast(s => s.At <= position);
        return isCopy ? origin + Math.Min(position - at, length) : origin;
    }

    private void Add(StringBuilder content, string text, int origin, bool isCopy)
    {
        segments.Add((content.Length, text.Length, origin, isCopy));
        content.Append(text);
    }
}

/// <param name="Parts">What stands in its place, in pieces: each is copied from an origin in the written text, or it is new (-1).</param>
/// <param name="IsOpen">Whether it needs a further line to be whole.</param>
/// <param name="IsPlainLine">A shell line that runs in the terminal and has no C# value in it.</param>
internal sealed record WrittenPart(int Start, int End, IReadOnlyList<(string Text, int Origin)> Parts, bool IsOpen, bool IsPlainLine = false);
