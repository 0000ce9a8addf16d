using System.Text;
using System.Text.RegularExpressions;
using Stet.Model;
using Stet.Sessions.Secrets;
using Stet.Storage;
using Stet.Storage.Importing;
using Stet.Toolbox;

namespace Stet.Sessions.Importing;

/// <summary>
/// <c>import_history("~/.bash_history")</c>: takes over the entries of another program. A line of a shell becomes the shell line that it would be here. What was
/// imported before is not taken again; what looks like a secret is not kept.
/// </summary>
internal sealed partial class HistoryImport(Engine engine)
{
    private static readonly string[] Usual = [".bash_history", ".zsh_history", ".local/share/fish/fish_history", ".ipython/profile_default/history.sqlite"];

    /// <summary>Stands for the time of a line that has none.</summary>
    private const long AnyTime = -1;

    /// <summary>The histories that are at their usual places.</summary>
    public IReadOnlyList<ImportRow> Usuals() => [.. Usual.Select(InHome).Where(File.Exists).Select(Take)];

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no history.</exception>
    public ImportRow Take(string path)
    {
        var full = Path.GetFullPath(path.StartsWith("~/", StringComparison.Ordinal) ? InHome(path[2..]) : path);
        var (program, lines) = Read(full);
        var otherwise = File.GetLastWriteTimeUtc(full);
        var known = Known(program);
        var (added, again, secrets) = (new List<ImportedEntry>(), 0, 0);
        foreach (var (code, time) in lines.Where(l => l.Code.Trim().Length > 0))
        {
            var kept = engine.KeepsSecrets ? code : SecretFinder.Without(code, out _);
            var entry = new ImportedEntry(program, program == "ipython" ? kept : "!" + kept, "", time ?? otherwise);
            if (known.Contains((entry.Code, time?.ToUnixTimeSeconds() ?? AnyTime)))
            {
                again++;
            }
            else
            {
                secrets += kept == code ? 0 : 1;
                added.Add(entry);
            }
        }

        engine.Store.Import(added);
        engine.Searching.Forget();
        return new(program, full, added.Count, again, secrets);
    }

    /// <summary>What was imported of that program: each text with its time, and once without.</summary>
    private HashSet<(string, long)> Known(string program)
    {
        const int page = 5_000;
        var known = new HashSet<(string, long)>();
        for (var before = long.MaxValue; engine.Store.HistoryLines(before, page) is [_, ..] lines; before = lines[^1].Number)
        {
            foreach (var line in lines.Where(l => l.Session == program))
            {
                known.Add((line.Code, line.Time.ToUnixTimeSeconds()));
                known.Add((line.Code, AnyTime));
            }
        }

        return known;
    }

    private static (string Program, IEnumerable<(string Code, DateTimeOffset? Time)> Lines) Read(string path)
    {
        if (IPythonHistory.IsDatabase(path))
        {
            return ("ipython", IPythonHistory.Read(path).Select(l => (l.Code, (DateTimeOffset?)l.Time)));
        }

        var bytes = File.ReadAllBytes(path);
        var text = Encoding.UTF8.GetString(bytes);
        return FishEntry().IsMatch(text) ? ("fish", ShellHistories.Fish(text))
            : ZshEntry().IsMatch(text) || Path.GetFileName(path).Contains("zsh", StringComparison.Ordinal) ? ("zsh", ShellHistories.Zsh(bytes))
            : ("bash", ShellHistories.Bash(text));
    }

    private static string InHome(string path) => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path);

    [GeneratedRegex(@"\A- cmd: ")]
    private static partial Regex FishEntry();

    [GeneratedRegex(@"\A: \d+:\d+;")]
    private static partial Regex ZshEntry();
}
