using System.Collections.Immutable;
using System.Globalization;

namespace Stet.Effects.Shell;

/// <summary><c>a{b,c}d</c> is <c>abd acd</c>; <c>{1..3}</c> is <c>1 2 3</c>. Before anything else is expanded; quoted braces are only braces.</summary>
internal static class BraceExpansion
{
    public static IEnumerable<Word> Of(Word word) =>
        word.Parts.Any(p => p is TextPart { Quoted: false } text && text.Text.Contains('{', StringComparison.Ordinal)) ? Expand(Split(word)).Select(Join) : [word];

    /// <summary>Single characters of unquoted text; all else whole.</summary>
    private static ImmutableList<WordPart> Split(Word word) =>
        [.. word.Parts.SelectMany(p => p is TextPart { Quoted: false } text ? text.Text.Select(c => (WordPart)new TextPart(c.ToString(), false)) : [p])];

    private static Word Join(ImmutableList<WordPart> items)
    {
        var parts = ImmutableArray.CreateBuilder<WordPart>();
        foreach (var item in items)
        {
            if (item is TextPart { Quoted: false } text && parts.Count > 0 && parts[^1] is TextPart { Quoted: false } last)
            {
                parts[^1] = new TextPart(last.Text + text.Text, false);
            }
            else
            {
                parts.Add(item);
            }
        }

        return new(parts.ToImmutable());
    }

    private static IEnumerable<ImmutableList<WordPart>> Expand(ImmutableList<WordPart> items)
    {
        for (var open = 0; open < items.Count; open++)
        {
            if (IsChar(items[open], "{") && Alternatives(items, open, out var close) is { Count: > 1 } alternatives)
            {
                var (head, tail) = (items.GetRange(0, open), items.GetRange(close + 1, items.Count - close - 1));
                return alternatives.SelectMany(Expand).SelectMany(middle => Expand(tail).Select(end => head.AddRange(middle).AddRange(end)));
            }
        }

        return [items];
    }

    private static List<ImmutableList<WordPart>>? Alternatives(ImmutableList<WordPart> items, int open, out int close)
    {
        var found = new List<ImmutableList<WordPart>>();
        var (depth, start) = (0, open + 1);
        for (close = open; close < items.Count; close++)
        {
            depth += IsChar(items[close], "{") ? 1 : IsChar(items[close], "}") ? -1 : 0;
            if (depth == 0 || (depth == 1 && IsChar(items[close], ",")))
            {
                found.Add(items.GetRange(start, close - start));
                start = close + 1;
            }

            if (depth == 0)
            {
                return found.Count == 1 ? Range(found[0]) : found;
            }
        }

        return null;
    }

    private static List<ImmutableList<WordPart>>? Range(ImmutableList<WordPart> inside)
    {
        var text = string.Concat(inside.OfType<TextPart>().Where(t => !t.Quoted).Select(t => t.Text));
        if (text.Split("..") is not [var from, var to, ..] || inside.Any(p => p is not TextPart))
        {
            return null;
        }

        var isNumber = int.TryParse(from, CultureInfo.InvariantCulture, out var a) & int.TryParse(to, CultureInfo.InvariantCulture, out var b);
        (a, b) = isNumber ? (a, b) : from.Length == 1 && to.Length == 1 ? (from[0], to[0]) : (0, -1);
        return Math.Abs(b - a) > 1000 || (!isNumber && from.Length != 1) ? null
            : [.. Enumerable.Range(0, Math.Abs(b - a) + 1).Select(i => a < b ? a + i : a - i)
                .Select(n => ImmutableList.Create<WordPart>(new TextPart(isNumber ? n.ToString(CultureInfo.InvariantCulture) : ((char)n).ToString(), false)))];
    }

    private static bool IsChar(WordPart part, string c) => part is TextPart { Quoted: false } text && text.Text == c;
}
