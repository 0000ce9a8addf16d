using System.Text.RegularExpressions;
using Stet.Model;

namespace Stet.Terminal.Fake;

/// <summary>Enough of C#'s colours to see that they arrive: keywords, numbers, strings, comments.</summary>
internal static partial class Lexer
{
    public static IReadOnlyList<ClassifiedSpan> Classify(string text) =>
        [.. Token().Matches(text).Select(m => new ClassifiedSpan(m.Index, m.Length, ClassOf(m)))];

    private static TokenClass ClassOf(Match match) =>
        match.Groups["comment"].Success ? TokenClass.Comment
        : match.Groups["text"].Success ? TokenClass.Text
        : match.Groups["number"].Success ? TokenClass.Number
        : TokenClass.Keyword;

    [GeneratedRegex(@"(?<comment>//[^\n]*)|(?<text>""[^""\n]*""?)|(?<number>\b\d+\b)|(?<word>\b(var|int|return|new|for|if)\b)")]
    private static partial Regex Token();
}
