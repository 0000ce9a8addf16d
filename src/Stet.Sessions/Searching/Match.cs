using System.Text;

namespace Stet.Sessions.Searching;

/// <summary>How well a text matches what is typed: all of its words, each as it stands or with its letters scattered in their order. Texts are folded UTF-8.</summary>
internal static class Match
{
    private const int Whole = 100;
    private const int WordStart = 20;
    private const int TextStart = 20;
    private const int Scattered = 40;

    /// <summary>As it is matched: without case, in UTF-8.</summary>
    public static byte[] Fold(string text) => Encoding.UTF8.GetBytes(text.ToLowerInvariant());

    /// <summary>The words of a query.</summary>
    public static byte[][] Terms(string query) => [.. query.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Fold)];

    /// <summary>Above 0 where the word stands in the text; better at the beginning of a word, best at that of the text.</summary>
    public static int OfWhole(ReadOnlySpan<byte> text, ReadOnlySpan<byte> term)
    {
        var at = text.IndexOf(term);
        return at < 0 ? 0 : at == 0 ? Whole + WordStart + TextStart : Whole + (IsWord(text[at - 1]) ? 0 : WordStart);
    }

    /// <summary>Above 0 where its letters stand in the text in their order; the closer together the better.</summary>
    public static int OfScattered(ReadOnlySpan<byte> text, ReadOnlySpan<byte> term)
    {
        var first = text.IndexOf(term[0]);
        if (first < 0)
        {
            return 0;
        }

        var at = first;
        foreach (var letter in term[1..])
        {
            var next = text[(at + 1)..].IndexOf(letter);
            if (next < 0)
            {
                return 0;
            }

            at += next + 1;
        }

        return Math.Max(1, Scattered - (at - first + 1 - term.Length));
    }

    private static bool IsWord(byte b) => b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9') or >= 0x80;
}
