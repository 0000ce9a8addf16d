namespace Stet.Effects.Shell;

/// <summary>The characters of a shell line and how far they have been read.</summary>
internal sealed class ShellText(string source)
{
    private string text = source;

    public int Position { get; private set; }

    public bool AtEnd => Position >= text.Length;

    /// <summary>Zero at the end.</summary>
    public char Current => Peek(0);

    public char Next => Peek(1);

    public string Rest => text[Position..];

    public char Peek(int offset) => Position + offset < text.Length ? text[Position + offset] : '\0';

    public bool At(string word) => string.CompareOrdinal(text, Position, word, 0, word.Length) == 0;

    public char Take()
    {
        var taken = Current;
        Skip(1);
        return taken;
    }

    public void Skip(int count) => Position = Math.Min(text.Length, Position + count);

    public void Back(int position) => Position = position;

    /// <summary>What stands before the next such character, which is skipped; all that is left where there is none.</summary>
    public string TakeUntil(char end)
    {
        var at = text.IndexOf(end, Math.Min(Position, text.Length));
        var taken = at < 0 ? Rest : text[Position..at];
        Skip(taken.Length + 1);
        return taken;
    }

    /// <summary>Takes text out that lies ahead, so that it is not read where it stands.</summary>
    public void Remove(int offset, int length)
    {
        var start = Math.Min(text.Length, Position + offset);
        text = text.Remove(start, Math.Min(length, text.Length - start));
    }

    /// <summary>A keyword or name: up to the next blank or operator.</summary>
    public string TakeWhileWord()
    {
        var start = Position;
        while (!AtEnd && Current is not (' ' or '\t' or '\n' or ';' or '&' or '|' or '(' or ')' or '<' or '>'))
        {
            Skip(1);
        }

        return text[start..Position];
    }

    /// <summary>Skips the pattern of a <c>case</c>, up to its closing bracket.</summary>
    public void TakeBalancedPattern()
    {
        Skip(!AtEnd && Current == '(' ? 1 : 0);
        TakeBalanced('(', ')');
    }

    /// <summary>What stands before the closing bracket that belongs to one just skipped; quotes and nested brackets are passed over.</summary>
    public string TakeBalanced(char open, char close)
    {
        var start = Position;
        for (var depth = 1; !AtEnd; Skip(1))
        {
            SkipQuoted();
            if (AtEnd)
            {
                break;
            }

            depth += Current == open ? 1 : Current == close ? -1 : 0;
            if (depth == 0)
            {
                Skip(1);
                return text[start..(Position - 1)];
            }
        }

        return text[start..];
    }

    private void SkipQuoted()
    {
        if (Current == '\\')
        {
            Skip(1);
        }
        else if (Current is '\'' or '"')
        {
            var quote = Take();
            while (!AtEnd && Current != quote)
            {
                Skip(Current == '\\' && quote == '"' ? 2 : 1);
            }
        }
    }
}
