using System.Globalization;
using System.Text;

namespace Stet.Terminal.Screen;

/// <summary>
/// How many columns a piece of text takes: East Asian Wide and Fullwidth characters and emoji two (Unicode Standard Annex 11),
/// combining marks and format characters none, all else one.
/// </summary>
internal static class CellWidth
{
    private const int EmojiPresentation = 0xfe0f;

    /// <summary>The length in chars of the user-perceived character that begins at a position.</summary>
    public static int ClusterLength(ReadOnlySpan<char> text)
    {
        // Two plain characters in a row never combine: the common case without the tables.
        var plain = text[0] < 0x300 && text[0] != '\r' && (text.Length == 1 || text[1] < 0x300);
        return plain ? 1 : StringInfo.GetNextTextElementLength(text);
    }

    /// <summary>The columns of one user-perceived character.</summary>
    public static int OfCluster(ReadOnlySpan<char> cluster)
    {
        if (cluster.Length == 1 && cluster[0] < 0x300)
        {
            return 1;
        }

        var width = 0;
        foreach (var rune in cluster.EnumerateRunes())
        {
            width = Math.Max(width, rune.Value == EmojiPresentation ? 2 : OfRune(rune));
        }

        return width;
    }

    public static int OfText(ReadOnlySpan<char> text)
    {
        var width = 0;
        while (!text.IsEmpty)
        {
            var length = ClusterLength(text);
            width += OfCluster(text[..length]);
            text = text[length..];
        }

        return width;
    }

    private static int OfRune(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => WideCharacters.Contains(rune.Value) ? 2 : 1,
    };
}
