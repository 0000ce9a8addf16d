using Stet.Toolbox.Shell;

namespace Stet.Sessions.Shells;

/// <summary>
/// What the user's bash offers for a word of a command: as the completion function of the program says, where bash-completion or the user has one; else files, or variables after a <c>$</c>. It runs
/// in a shell of its own without a terminal, and for a bounded time.
/// </summary>
internal static class BashCompletion
{
    /// <summary>A program that is asked for its options may ask a server.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Does what readline does around a completion function. <c>compopt</c> works in readline only, so what it is told is written down here. The first line says whether they are names of files.
    /// </summary>
    private const string Script = """
        COMP_WORDBREAKS=$' \t\n"\'><=;|&(:'; COMP_POINT=${#COMP_LINE}; COMP_CWORD=$((${#COMP_WORDS[@]}-1)); COMP_TYPE=9; COMP_KEY=9
        compopt() { while [ $# -gt 0 ]; do case $1 in -o) __stet_opts+=" $2 "; shift ;; +o) __stet_opts=${__stet_opts//" $2 "/}; shift ;; esac; shift; done; }
        answer() { printf "$1\n" >&3; shift; [ $# -eq 0 ] || printf '%s\n' "$@" >&3; }
        case $word in
        \$*/*) ;;
        \$*) mapfile -t COMPREPLY < <(compgen -v -P '$' -- "${word#\$}"); answer words "${COMPREPLY[@]}"; exit ;;
        \~*/*) ;;
        \~?*) mapfile -t COMPREPLY < <(compgen -u -P '~' -- "${word#\~}"); answer words "${COMPREPLY[@]}"; exit ;;
        esac
        for f in "${BASH_COMPLETION:-/usr/share/bash-completion/bash_completion}" /usr/local/share/bash-completion/bash_completion /opt/homebrew/share/bash-completion/bash_completion /usr/local/etc/profile.d/bash_completion.sh; do
          [ -r "$f" ] && . "$f" && break
        done
        complete -p -- "$cmd" || _comp_load -- "$cmd" || _completion_loader "$cmd"
        __stet_spec=$(complete -p -- "$cmd"); __stet_opts=; COMPREPLY=()
        for o in bashdefault default dirnames filenames plusdirs; do case $__stet_spec in *" -o $o "*) __stet_opts+=" $o " ;; esac; done
        case $__stet_spec in
        *' -F '*) f=${__stet_spec#*-F }; "${f%% *}" "$cmd" "$word" "$prev"; [ $? -eq 124 ] && { __stet_spec=$(complete -p -- "$cmd"); f=${__stet_spec#*-F }; "${f%% *}" "$cmd" "$word" "$prev"; } ;;
        '') ;;
        *) s=${__stet_spec#complete }; eval "mapfile -t COMPREPLY < <(compgen ${s% *} -- \"\$word\")" ;;
        esac
        if [ ${#COMPREPLY[@]} -gt 0 ]; then
          case $__stet_opts in *' filenames '*) answer files "${COMPREPLY[@]}" ;; *) answer words "${COMPREPLY[@]}" ;; esac
        else
          case $__stet_opts:$__stet_spec in
          *' dirnames '*) mapfile -t COMPREPLY < <(compgen -d -- "$word") ;;
          *default*|*:) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
          esac
          answer files "${COMPREPLY[@]}"
        fi
        """;

    /// <param name="words">Of the command, as readline divides them.</param>
    /// <param name="word">What of the last one is to be completed.</param>
    /// <param name="line">The command as it stands.</param>
    public static (bool AreFiles, IReadOnlyList<string> Found) Ask(Session session, IReadOnlyList<string> words, string word, string line)
    {
        var previous = words.Count > 1 ? words[^2] : "";
        var lines = Asked(session, () => Toolbox.Commands.sh(
            $"cd -- {session.Directory} 2>/dev/null; cmd={words[0]} word={word} prev={previous} COMP_LINE={line}; COMP_WORDS=({words}); exec 3>&1 >/dev/null 2>&1; eval {Script}").Lines());
        return (lines.FirstOrDefault() == "files", [.. lines.Skip(1).Select(l => l.TrimEnd(' ')).Where(l => l.Length > 0).Distinct()]);
    }

    /// <summary>Programs, functions, aliases and words of the shell.</summary>
    public static IReadOnlyList<string> Programs(Session session, string word) =>
        Asked(session, () => Toolbox.Commands.sh($"compgen -c -- {word} 2>/dev/null | sort -u").Lines());

    private static string[] Asked(Session session, Func<string[]> ask)
    {
        var shell = ShellSession.Current = session.Shell.Aside();
        using var limit = new Timer(_ => shell.Stop(), null, Patience, Timeout.InfiniteTimeSpan);
        return ask();
    }
}
