using Stet.Cli.Output;
using Stet.Model;
using Stet.Protocol.Client;

namespace Stet.Cli.Commands;

/// <summary>
/// <c>stet complete-words -- WORDS...</c>, for completion scripts: what can stand in place of the last word, one on each line with a tab and what it is; <c>:files</c> where names of files
/// can stand too. Makes no workspace where there is none.
/// </summary>
internal static class CompleteWordsCommand
{
    private static readonly string[] Commands =
        ["call", "check", "completion", "doctor", "eval", "export", "history", "log", "run", "stop", "trust", "undo", "who", "why", "worlds", "--help", "--json", "--version"];

    public static int Run(Invocation invocation)
    {
        string[] words = [.. invocation.Words.SkipWhile((w, i) => i == 0 && w == "--")];
        var typed = words.Length == 0 ? "" : words[^1];
        var list = Of(WithoutEqualsSigns(words));
        typed = typed == "=" ? "" : typed;
        var fitting = list.Words.Where(w => w.Insert.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Select(w => $"{w.Insert}\t{w.Detail.ReplaceLineEndings(" ")}\n");
        Streams.Write(string.Concat(fitting) + (list.Files ? ":files\t\n" : ""));
        return ExitCode.Done;
    }

    /// <summary>bash takes <c>--color=Re</c> for three words.</summary>
    private static string[] WithoutEqualsSigns(string[] words) =>
        words is [.., "="] ? [.. words[..^1].Where(w => w != "="), ""] : [.. words.Where(w => w != "=")];

    private static WordList Of(string[] words)
    {
        if (words.Length <= 1)
        {
            return new([.. Commands.Select(c => new Completion(c, "command", ""))], Files: true);
        }

        return words[^2] is "-w" or "--workspace" ? new([], Files: true) : words[0] switch
        {
            "call" => InWorkspace(words, session => session.CompleteCall(CallWords(words))),
            "export" => InWorkspace(words, session => session.CompleteCall([words[^1]])),
            "completion" => new([.. new[] { "bash", "zsh", "fish" }.Select(s => new Completion(s, "value", ""))], false),
            _ => new([], Files: true),
        };
    }

    /// <summary>What is typed after <c>call</c>, without the options of <c>stet</c> itself.</summary>
    private static string[] CallWords(string[] words) => [.. words.Where((w, i) => i > 0 && w != "-w" && words[i - 1] != "-w" && (i == words.Length - 1 || w is not "--json"))];

    private static WordList InWorkspace(string[] words, Func<RemoteSession, Task<WordList>> ask)
    {
        var named = Array.IndexOf(words, "-w");
        var folder = Path.GetFullPath(named >= 0 && named + 1 < words.Length ? words[named + 1] : ".");
        if (!Directory.Exists(Path.Combine(folder, ".stet")))
        {
            return WordList.None;
        }

        using var session = new RemoteWorkspace(folder, HostProgram.Path).AttachAsync(new(Environment.CurrentDirectory, "completion")).GetAwaiter().GetResult();
        return ask(session).GetAwaiter().GetResult();
    }
}
