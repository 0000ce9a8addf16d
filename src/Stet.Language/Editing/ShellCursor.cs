using Stet.Language.Parsing;
using Stet.Model;

namespace Stet.Language.Editing;

/// <summary>Where in a shell line one stands: the word to be completed, and the words of its command before it.</summary>
/// <param name="Start">Where the word begins in the input.</param>
/// <param name="Words">Without quotes and escapes, the one to be completed last; it may be empty.</param>
/// <param name="Quote">The quote that is open in the word; 0 for none.</param>
public sealed record ShellCursor(int Start, IReadOnlyList<string> Words, char Quote)
{
    /// <summary>Null where the position is not in a shell line, or in a C# value of one.</summary>
    public static ShellCursor? At(string text, int position, Func<string, bool> isProgram)
    {
        var part = ShellLines.Read(text, isProgram).Shells.FirstOrDefault(s => s.Start <= position && position <= s.End);
        var command = part is null ? -1 : text.IndexOf('!', part.Start) + 1;
        if (part is null || command > position)
        {
            return null;
        }

        var typed = text[command..position];
        return typed.LastIndexOf("@(", StringComparison.Ordinal) is >= 0 and var value && !typed.AsSpan(value).Contains(')') ? null : Read(typed, command);
    }

    private static ShellCursor Read(string typed, int offset)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        var (quote, start) = ('\0', 0);
        for (var i = 0; i < typed.Length; i++)
        {
            var c = typed[i];
            if (quote == 0 && (char.IsWhiteSpace(c) || c is '|' or ';' or '&' or '(' or ')' or '`' or '<' or '>'))
            {
                Add(words, word);
                start = i + 1;
                if (!(c is ' ' or '\t' or '<' or '>'))
                {
                    words.Clear();
                }
            }
            else if (c == quote || quote == 0 && c is '\'' or '"')
            {
                quote = c == quote ? '\0' : c;
            }
            else if (c == '\\' && quote != '\'' && i + 1 < typed.Length)
            {
                word.Append(typed[++i]);
            }
            else
            {
                word.Append(c);
            }
        }

        words.Add(word.ToString());
        return new(offset + start, words, quote);
    }

    private static void Add(List<string> words, System.Text.StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
