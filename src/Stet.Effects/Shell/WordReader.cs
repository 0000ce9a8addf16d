using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Stet.Effects.Shell;

/// <summary>Reads one word: quotes, escapes, parameters, substitutions. Stands where the word starts, and afterwards behind it.</summary>
internal sealed class WordReader(ShellText text)
{
    private readonly ImmutableArray<WordPart>.Builder parts = ImmutableArray.CreateBuilder<WordPart>();
    private readonly StringBuilder plain = new();
    private bool anything;

    /// <summary>Null where no word starts here.</summary>
    public Word? Read(Func<char, bool> ends)
    {
        while (!text.AtEnd && !ends(text.Current))
        {
            anything = true;
            ReadPart(quoted: false, ends);
        }

        Flush(quoted: false);
        return anything ? new(parts.ToImmutable()) : null;
    }

    private void ReadPart(bool quoted, Func<char, bool> ends)
    {
        switch (text.Current)
        {
            case '\\':
                Escape(quoted);
                break;
            case '\'' when !quoted:
                SingleQuoted();
                break;
            case '"' when !quoted:
                DoubleQuoted(ends);
                break;
            case '$':
                Dollar(quoted, ends);
                break;
            case '`':
                Flush(quoted);
                parts.Add(new SubstitutionPart(ShellParser.Parse(Backquoted()), quoted));
                break;
            case '@' when text.Next == '(':
                Flush(quoted);
                text.Skip(2);
                parts.Add(new ExpressionPart(text.TakeBalanced('(', ')')));
                break;
            case '<' or '>' when !quoted && text.Next == '(':
                Flush(quoted);
                text.Skip(2);
                parts.Add(new ProcessPart(ShellParser.Parse(text.TakeBalanced('(', ')'))));
                break;
            default:
                plain.Append(text.Take());
                break;
        }
    }

    private void Escape(bool quoted)
    {
        text.Skip(1);
        if (text.AtEnd)
        {
            plain.Append('\\');
        }
        else if (text.Current == '\n')
        {
            text.Skip(1);
        }
        else if (quoted)
        {
            plain.Append("$`\"\\".Contains(text.Current, StringComparison.Ordinal) ? "" : "\\").Append(text.Take());
        }
        else
        {
            Flush(quoted);
            parts.Add(new TextPart(text.Take().ToString(), true));
        }
    }

    private void SingleQuoted()
    {
        Flush(quoted: false);
        text.Skip(1);
        var before = parts.Count;
        while (!text.AtEnd && text.Current != '\'')
        {
            if (text.Current == '@' && text.Next == '(')
            {
                Flush(quoted: true);
                text.Skip(2);
                parts.Add(new ExpressionPart(text.TakeBalanced('(', ')')));
            }
            else
            {
                plain.Append(text.Take());
            }
        }

        text.Skip(1);
        if (plain.Length > 0 || parts.Count == before)
        {
            parts.Add(new TextPart(plain.ToString(), true));
            plain.Clear();
        }
    }

    private void DoubleQuoted(Func<char, bool> ends)
    {
        Flush(quoted: false);
        text.Skip(1);
        var before = parts.Count;
        while (!text.AtEnd && text.Current != '"')
        {
            ReadPart(quoted: true, ends);
        }

        text.Skip(1);
        if (plain.Length > 0 || parts.Count == before)
        {
            parts.Add(new TextPart(plain.ToString(), true));
            plain.Clear();
        }
    }

    private void Dollar(bool quoted, Func<char, bool> ends)
    {
        var next = text.Next;
        if (next == '(' && text.Peek(2) == '(')
        {
            Flush(quoted);
            text.Skip(3);
            parts.Add(new ArithmeticPart(text.TakeBalanced('(', ')'), quoted));
            text.Skip(!text.AtEnd && text.Current == ')' ? 1 : 0);
        }
        else if (next == '(')
        {
            Flush(quoted);
            text.Skip(2);
            parts.Add(new SubstitutionPart(ShellParser.Parse(text.TakeBalanced('(', ')')), quoted));
        }
        else if (next == '{')
        {
            Flush(quoted);
            text.Skip(2);
            parts.Add(ParameterReader.Read(text.TakeBalanced('{', '}'), quoted));
        }
        else if (next == '\'' && !quoted)
        {
            Flush(quoted);
            text.Skip(2);
            parts.Add(new TextPart(AnsiText(), true));
        }
        else if (next == '"' && !quoted)
        {
            text.Skip(1);
            DoubleQuoted(ends);
        }
        else if (ParameterReader.NameAt(text, 1) is { Length: > 0 } name)
        {
            Flush(quoted);
            text.Skip(1 + name.Length);
            parts.Add(new ParameterPart(name, "", null, quoted));
        }
        else
        {
            plain.Append(text.Take());
        }
    }

    private string Backquoted()
    {
        text.Skip(1);
        return text.TakeUntil('`');
    }

    /// <summary><c>$'...'</c> with the escapes of C.</summary>
    private string AnsiText()
    {
        var result = new StringBuilder();
        while (!text.AtEnd && text.Current != '\'')
        {
            var c = text.Take();
            result.Append(c == '\\' && !text.AtEnd ? AnsiEscape() : c.ToString());
        }

        text.Skip(1);
        return result.ToString();
    }

    private string AnsiEscape()
    {
        var c = text.Take();
        return c switch
        {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            'x' => Number(16, 2),
            'u' => Number(16, 4),
            >= '0' and <= '7' => Number(8, 3, c),
            _ => c.ToString(),
        };
    }

    private string Number(int numberBase, int most, char? first = null)
    {
        var digits = first?.ToString() ?? "";
        while (!text.AtEnd && digits.Length < most && char.IsAsciiHexDigit(text.Current) && (numberBase == 16 || text.Current < '8'))
        {
            digits += text.Take();
        }

        return digits.Length == 0 ? "" : ((char)Convert.ToInt32(digits, numberBase)).ToString(CultureInfo.InvariantCulture);
    }

    private void Flush(bool quoted)
    {
        if (plain.Length > 0)
        {
            parts.Add(new TextPart(plain.ToString(), quoted));
            plain.Clear();
        }
    }
}
