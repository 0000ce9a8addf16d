using Stet.Language.Editing;
using Stet.Model;
using Stet.Toolbox.Shell;

namespace Stet.Sessions.Shells;

/// <summary>
/// What can stand at a place of a shell line, as the user's own bash says: programs, aliases and functions for the first word, files for the others, and
/// where bash-completion is installed what it knows of the program's options.
/// </summary>
internal static class ShellCompletion
{
    private const int Limit = 500;

    /// <summary>Asks the completion function of the program, if there is one; else for files.</summary>
    private const string Options = """
        f=/usr/share/bash-completion/bash_completion; [ -r $f ] && . $f
        complete -p -- "$cmd" || _comp_load "$cmd" || _completion_loader "$cmd"
        spec=$(complete -p -- "$cmd"); COMPREPLY=()
        case $spec in
        *' -F '*) f=${spec#*-F }; COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}; COMP_CWORD=$((${#COMP_WORDS[@]}-1)); COMP_TYPE=9; "${f%% *}" "$cmd" "$word" "$prev" ;;
        *' -W '*) f=${spec#*-W \'}; COMPREPLY=($(compgen -W "${f%%\'*}" -- "$word")) ;;
        esac >/dev/null
        printf '%s\n' "${COMPREPLY[@]}" >&3
        [ ${#COMPREPLY[@]} -gt 0 ] || compgen -f -- "$word" >&3
        """;

    public static CompletionList Of(Session session, ShellCursor cursor, int position)
    {
        ShellSession.Current = session.Shell.Aside();
        var word = cursor.Words[^1];
        var isFirst = cursor.Words.Count == 1 && !word.Contains('/', StringComparison.Ordinal);
        var found = isFirst ? Toolbox.Commands.sh($"compgen -c -- {word} 2>/dev/null | sort -u").Lines() : Arguments(session, cursor, word);
        var items = found.Where(f => f.Length > 0).Distinct().Take(Limit).Select(f => Item(session, f, cursor, isFirst));
        return new(cursor.Start, position - cursor.Start, [.. items]);
    }

    private static IEnumerable<string> Arguments(Session session, ShellCursor cursor, string word)
    {
        var previous = cursor.Words.Count > 1 ? cursor.Words[^2] : "";
        return Toolbox.Commands.sh($"cd -- {session.Directory} 2>/dev/null; cmd={cursor.Words[0]} word={word} prev={previous}; COMP_WORDS=({cursor.Words}); exec 3>&1 >/dev/null 2>&1; eval {Options}").Lines();
    }

    private static Completion Item(Session session, string found, ShellCursor cursor, bool isFirst)
    {
        var path = Path.Combine(session.Directory, found.StartsWith("~/", StringComparison.Ordinal) ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + found[1..] : found);
        var isFolder = !isFirst && Directory.Exists(path);
        var kind = isFirst ? "program" : isFolder ? "folder" : File.Exists(path) ? "file" : "option";
        return new(Quoted(found, cursor.Quote) + (isFolder && !found.EndsWith('/') ? "/" : ""), kind, "");
    }

    /// <summary>As it has to be written where it goes.</summary>
    private static string Quoted(string text, char quote) => quote switch
    {
        '\'' => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal),
        '"' => "\"" + string.Concat(text.Select(c => c is '"' or '\\' or '$' or '`' ? $"\\{c}" : c.ToString())),
        _ => string.Concat(text.Select((c, i) => char.IsLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+' or ',' or ':' or '=' or '%' or '@' || c == '~' && i == 0 || c > 127 ? c.ToString() : $"\\{c}")),
    };
}
