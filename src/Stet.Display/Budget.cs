using System.Diagnostics;

namespace Stet.Display;

/// <summary>
/// What is left of the bounds while one value is described. Once a bound is reached it stays reached, so a description always ends.
/// </summary>
internal sealed class Budget(DisplayOptions options)
{
    private readonly long started = Stopwatch.GetTimestamp();
    private int characters = options.MaxCharacters;

    public bool Exhausted => characters <= 0 || OutOfTime;

    public bool OutOfTime => options.MaxTime != Timeout.InfiniteTimeSpan && Stopwatch.GetElapsedTime(started) > options.MaxTime;

    /// <summary>Takes the text's length from the budget and cuts the text where the budget ends.</summary>
    public string Spend(string text)
    {
        var allowed = Math.Max(characters, 0);
        characters -= text.Length + 2;
        return text.Length <= allowed ? text : text[..Cut(text, allowed)] + Piece.Ellipsis;
    }

    /// <summary>The longest prefix of at most <paramref name="length"/> characters that does not cut a surrogate pair in two.</summary>
    public static int Cut(string text, int length) =>
        length > 0 && length < text.Length && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
