using Stet.Language.Editing;
using Stet.Model;

namespace Stet.Sessions.Shells;

/// <summary>
/// What can stand at a place of a shell line, as the user's own bash says: programs, aliases and functions for the first word, files for the others, and
/// where bash-completion is installed what it knows of the program's options.
/// </summary>
internal static class ShellCompletion
{
    private const int Limit = 500;

    /// <summary>They divide words for completion only: after <c>--color=</c> and <c>host:</c> something new begins.</summary>
    private static readonly char[] Breaks = ['=', ':'];

    public static CompletionList Of(Session session, ShellCursor cursor, int position)
    {
        var word = cursor.Words[^1];
        if (cursor.Words.Count == 1 && !word.Contains('/', StringComparison.Ordinal))
        {
            var programs = BashCompletion.Programs(session, word).Where(p => p.Length > 0).Take(Limit);
            return new(cursor.Start, position - cursor.Start, [.. programs.Select(p => new Completion(Quoted(p, cursor.Quote), "program", ""))]);
        }

        // Where the word stands as it was typed, a part of it can be replaced.
        var part = position - cursor.Start == word.Length && cursor.Words.Count > 1 ? word[(word.LastIndexOfAny(Breaks) + 1)..] : word;
        var isPart = part.Length < word.Length;
        var length = isPart ? part.Length : position - cursor.Start;
        var (areFiles, found) = BashCompletion.Ask(session, [.. cursor.Words.SkipLast(1).SelectMany(Divided), .. isPart ? Divided(word) : [word]], part, string.Join(' ', cursor.Words));
        return new(position - length, length, [.. found.Take(Limit).Select(f => Item(session, f, cursor.Quote, areFiles))]);
    }

    /// <summary>As readline divides them: what breaks a word is one itself.</summary>
    private static IEnumerable<string> Divided(string word)
    {
        var from = 0;
        for (int at; (at = word.IndexOfAny(Breaks, from)) >= 0; from = at + 1)
        {
            if (at > from)
            {
                yield return word[from..at];
            }

            yield return word[at..(at + 1)];
        }

        if (from < word.Length)
        {
            yield return word[from..];
        }
    }

    private static Completion Item(Session session, string found, char quote, bool isFile)
    {
        var path = Path.Combine(session.Directory, found.StartsWith("~/", StringComparison.Ordinal) ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + found[1..] : found);
        var isFolder = isFile && Directory.Exists(path);
        return isFile
            ? new(Quoted(found, quote) + (isFolder && !found.EndsWith('/') ? "/" : ""), isFolder ? "folder" : File.Exists(path) ? "file" : "option", "")
            : new(IsWritten(found) ? (quote == 0 ? found : quote + found) : Quoted(found, quote), "option", "");
    }

    /// <summary>Words that are no names of files come as they are to be written; those with a blank in them do not.</summary>
    private static bool IsWritten(string word) => !word.Any(char.IsWhiteSpace) && !word.AsSpan().ContainsAny("&;|<>()`*?");

    /// <summary>As it has to be written where it goes.</summary>
    private static string Quoted(string text, char quote) => quote switch
    {
        '\'' => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal),
        '"' => "\"" + string.Concat(text.Select(c => c is '"' or '\\' or '$' or '`' ? $"\\{c}" : c.ToString())),
        _ => string.Concat(text.Select((c, i) => char.IsLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+' or ',' or ':' or '=' or '%' or '@' || c == '~' && i == 0 || c > 127 ? c.ToString() : $"\\{c}")),
    };
}
