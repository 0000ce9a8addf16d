using System.Text.RegularExpressions;

namespace Stet.Model;

/// <summary>What kind of text one is in, within a shell line.</summary>
public enum ShellPlace
{
    Plain,
    SingleQuoted,
    DoubleQuoted,

    /// <summary><c>$'...'</c></summary>
    EscapeQuoted,

    /// <summary><c>$((...))</c>, <c>a[...]=</c>, <c>${x:...}</c>: what a variable holds there is read as an expression.</summary>
    Arithmetic,
    HereDocument,

    /// <summary><c>"${x#...}"</c>: what a variable holds there is read as a pattern, unless it has quotes of its own.</summary>
    Pattern,

    /// <summary><c>${x/y/...}</c> without quotes around: the shell splits what comes of it into words.</summary>
    Split,
}

/// <summary>A C# value in a shell line: <c>@(...)</c>, as the one who scans finds it.</summary>
/// <param name="IsWord">Whether it is a word by itself: blanks or the ends of a command on both sides, and no redirection before it.</param>
/// <param name="IsAfterDollar">Whether a dollar sign that stands for itself is before it.</param>
public readonly record struct ShellHole(int At, int Length, ShellPlace Place, bool IsWord, bool IsAfterDollar = false);

/// <summary>
/// Goes through a shell line: finds where it ends, in which quotes each C# value stands, and whether it needs a further line. It decides nothing
/// about what the words mean. Held by <c>ShellScanTests</c>.
/// </summary>
public sealed partial class ShellScan
{
    private readonly string text;
    private readonly Func<int, int> holeAt;
    private readonly char mark;
    private readonly bool oneLine;
    private readonly List<ShellHole> holes = [];
    private readonly Queue<(string End, bool IsLiteral, bool SkipsTabs)> documents = new();
    private int at;
    private int dollar = -1;

    private ShellScan(string text, int start, char mark, Func<int, int> holeAt, bool oneLine)
    {
        (this.text, this.mark, this.holeAt, this.oneLine) = (text, mark, holeAt, oneLine);
        at = start;
        Commands('\0');
        IsOpen |= documents.Count > 0;
    }

    /// <summary>Behind its last character, its line break not included.</summary>
    public int End => at;

    /// <summary>Whether something is open at the end of the text: a quote, a loop, a here-document.</summary>
    public bool IsOpen { get; private set; }

    public IReadOnlyList<ShellHole> Holes => holes;

    /// <summary>The line that begins at a position of a text in which values are written as <c>@(...)</c>.</summary>
    /// <param name="holeAt">The length of the value that begins at a position, 0 where none does.</param>
    public static ShellScan Line(string text, int start, Func<int, int> holeAt) => new(text, start, '@', holeAt, oneLine: true);

    /// <summary>A whole text in which one character stands for each value.</summary>
    public static ShellScan All(string text, char hole) => new(text, 0, hole, _ => 1, oneLine: false);

    private bool AtEnd => at >= text.Length;

    private char Next => at + 1 < text.Length ? text[at + 1] : '\0';

    private void Commands(char closing)
    {
        var words = new ShellWords();
        while (!AtEnd)
        {
            var c = text[at];
            if (c == closing && closing != '\0')
            {
                at++;
                return;
            }

            if (c != '\n')
            {
                Command(c, words);
            }
            else if (EndsLine(words, closing == '\0'))
            {
                return;
            }
        }

        IsOpen |= closing != '\0' || words.IsOpen;
    }

    private void Command(char c, ShellWords words)
    {
        switch (c)
        {
            case '#' when words.AtWord:
                SkipComment();
                break;
            case '(' when Next == '(' && (words.AtCommand || ForWord().IsMatch(text.AsSpan(0, at))):
                at += 2;
                Arithmetic();
                words.TakeGroup();
                break;
            case '(':
                at++;
                Commands(')');
                words.TakeGroup();
                break;
            case '<' when Next == '<':
                Document();
                words.Take(' ');
                break;
            default:
                if (!Expansion(c, ShellPlace.Plain))
                {
                    words.Take(c);
                    at++;
                }
                else
                {
                    words.Take('x');
                }

                break;
        }
    }

    /// <summary>Takes a line break, and the bodies of the here-documents that were announced.</summary>
    /// <returns>Whether the line that was asked for ends there.</returns>
    private bool EndsLine(ShellWords words, bool isOutermost)
    {
        var ends = oneLine && isOutermost && !words.IsOpen;
        if (ends && documents.Count == 0)
        {
            return true;
        }

        at++;
        Bodies();
        words.Take('\n');
        at -= ends && text[at - 1] == '\n' ? 1 : 0;
        return ends;
    }

    /// <summary>Quotes, escapes, substitutions and values; stands behind it afterwards.</summary>
    private bool Expansion(char c, ShellPlace place)
    {
        if (c == mark && TakeHole(place))
        {
            return true;
        }

        switch (c)
        {
            case '\\':
                IsOpen |= at + 1 >= text.Length || Next == '\n' && at + 2 >= text.Length;
                at = Math.Min(at + 2, text.Length);
                return true;
            case '\'' when place is ShellPlace.Plain:
                Quoted('\'', ShellPlace.SingleQuoted);
                return true;
            case '"' when place is ShellPlace.Plain or ShellPlace.Arithmetic:
                Quoted('"', ShellPlace.DoubleQuoted);
                return true;
            case '`':
                at++;
                Commands('`');
                return true;
            case '$':
                return Dollar(place);
            default:
                return false;
        }
    }

    private void Pass(ShellPlace place)
    {
        if (!Expansion(text[at], place))
        {
            at++;
        }
    }

    private bool Dollar(ShellPlace place)
    {
        switch (Next)
        {
            case '(' when at + 2 < text.Length && text[at + 2] == '(':
                at += 3;
                Arithmetic();
                return true;
            case '(':
                at += 2;
                Commands(')');
                return true;
            case '{':
                at += 2;
                Parameter(place);
                return true;
            case '\'' when place == ShellPlace.Plain:
                at++;
                Quoted('\'', ShellPlace.EscapeQuoted);
                return true;
            case '[':
                at += 2;
                Bracket();
                return true;
            case '$':
                at += 2;
                return true;
            default:
                dollar = at++;
                return true;
        }
    }

    private void Quoted(char end, ShellPlace place)
    {
        at++;
        while (!AtEnd && text[at] != end)
        {
            if (place == ShellPlace.DoubleQuoted ? Expansion(text[at], place) : text[at] == mark && TakeHole(place))
            {
                continue;
            }

            at += place == ShellPlace.EscapeQuoted && text[at] == '\\' ? 2 : 1;
        }

        IsOpen |= AtEnd;
        at = Math.Min(at + 1, text.Length);
    }

    /// <summary>Stands behind the two opening parentheses.</summary>
    private void Arithmetic()
    {
        for (var depth = 2; depth > 0 && !AtEnd;)
        {
            if (!Expansion(text[at], ShellPlace.Arithmetic))
            {
                depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
                at++;
            }

            IsOpen |= AtEnd && depth > 0;
        }
    }

    /// <summary>Stands behind an opening bracket, whose content the shell computes.</summary>
    private void Bracket()
    {
        while (!AtEnd && text[at] != ']')
        {
            Pass(ShellPlace.Arithmetic);
        }

        IsOpen |= AtEnd;
        at = Math.Min(at + 1, text.Length);
    }

    private void SkipComment()
    {
        while (!AtEnd && text[at] != '\n')
        {
            at++;
        }
    }

    /// <summary><c>&lt;&lt;END</c>, <c>&lt;&lt;-'END'</c>; a here-string <c>&lt;&lt;&lt;</c> is followed by a word like any other.</summary>
    private void Document()
    {
        at += 2;
        if (!AtEnd && text[at] == '<')
        {
            at++;
            return;
        }

        var skipsTabs = !AtEnd && text[at] == '-';
        at += skipsTabs ? 1 : 0;
        while (!AtEnd && text[at] is ' ' or '\t')
        {
            at++;
        }

        var start = at;
        while (!AtEnd && !char.IsWhiteSpace(text[at]) && text[at] is not (';' or '|' or '&' or '(' or ')' or '<' or '>'))
        {
            at++;
        }

        var word = text[start..at];
        var end = word.Replace("'", "").Replace("\"", "").Replace("\\", "");
        if (end.Length > 0)
        {
            documents.Enqueue((end, end != word, skipsTabs));
        }
    }

    private void Bodies()
    {
        while (documents.TryDequeue(out var document))
        {
            IsOpen |= !Body(document.End, document.IsLiteral, document.SkipsTabs);
        }
    }

    /// <returns>Whether its end word was found.</returns>
    private bool Body(string end, bool isLiteral, bool skipsTabs)
    {
        while (!AtEnd)
        {
            var start = at;
            while (!AtEnd && text[at] != '\n')
            {
                if (isLiteral)
                {
                    at++;
                }
                else
                {
                    Pass(ShellPlace.HereDocument);
                }
            }

            var line = text[start..at];
            at = Math.Min(at + 1, text.Length);
            if ((skipsTabs ? line.TrimStart('\t') : line).TrimEnd('\r') == end)
            {
                return true;
            }
        }

        return false;
    }

    private bool TakeHole(ShellPlace place)
    {
        var length = holeAt(at);
        if (length > 0)
        {
            var before = at == 0 || IsBorder(text[at - 1]);
            var after = at + length >= text.Length || IsBorder(text[at + length]);
            var isWord = before && after && place == ShellPlace.Plain && !Redirection().IsMatch(text.AsSpan(0, at));
            holes.Add(new(at, length, place == ShellPlace.Plain && IsInSubscript(at + length) ? ShellPlace.Arithmetic : place, isWord, dollar == at - 1 && at > 0));
            at += length;
        }

        return length > 0;
    }

    /// <summary><c>a[...]=</c>: the shell computes what is between.</summary>
    private bool IsInSubscript(int behind) => SubscriptStart().IsMatch(text.AsSpan(0, at)) && SubscriptEnd().IsMatch(text.AsSpan(behind));

    private static bool IsBorder(char c) => char.IsWhiteSpace(c) || c is ';' or '|' or '&' or '(' or ')' or '<' or '>' or '`';

    [GeneratedRegex(@"(?:^|[\s;&|(])for\s+$")]
    private static partial Regex ForWord();

    [GeneratedRegex(@"(?:[<>]|>[&|]|<&)[ \t]*$")]
    private static partial Regex Redirection();

    [GeneratedRegex(@"(?:^|[\s;&|(`])[A-Za-z_][A-Za-z_0-9]*\[[^\]\s]*$")]
    private static partial Regex SubscriptStart();

    [GeneratedRegex(@"^[^\]\s]*\]\+?=")]
    private static partial Regex SubscriptEnd();
}
