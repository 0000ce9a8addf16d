using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Stet.Sessions.Foreseeing;

/// <summary>
/// The aliases that the user has written down for the shell and for git. The files are read as text: an alias that code makes there is not seen.
/// </summary>
internal static partial class ShellProfile
{
    private static readonly string[] Profiles = [".bashrc", ".bash_aliases", ".zshrc", ".profile"];

    public static ImmutableDictionary<string, string> Aliases(string folder)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var found = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (Match alias in Profiles.SelectMany(p => ShellAlias().Matches(Text(Path.Combine(home, p)))))
        {
            found[alias.Groups["name"].Value] = alias.Groups["single"].Success ? alias.Groups["single"].Value : alias.Groups["double"].Success ? alias.Groups["double"].Value : alias.Groups["plain"].Value;
        }

        foreach (var file in GitFiles(home, folder))
        {
            foreach (Match alias in AliasSection().Matches(Text(file)).SelectMany(s => GitAlias().Matches(s.Groups[1].Value)))
            {
                found["git " + alias.Groups[1].Value] = alias.Groups[2].Value.Trim().Trim('"');
            }
        }

        return found.ToImmutable();
    }

    private static IEnumerable<string> GitFiles(string home, string folder)
    {
        yield return "/etc/gitconfig";
        yield return Path.Combine(home, ".config", "git", "config");
        yield return Path.Combine(home, ".gitconfig");
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            if (Directory.Exists(Path.Combine(at.FullName, ".git")))
            {
                yield return Path.Combine(at.FullName, ".git", "config");
                yield break;
            }
        }
    }

    private static string Text(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file) : "";
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return ""; // Then the user's shell cannot read it either.
        }
    }

    [GeneratedRegex("""^[ \t]*alias\s+(?:-g\s+|--\s+)?(?<name>[^\s=]+)=(?:'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<plain>\S*))""", RegexOptions.Multiline)]
    private static partial Regex ShellAlias();

    [GeneratedRegex(@"^\[alias\]\s*$((?:\n(?!\[).*)*)", RegexOptions.Multiline)]
    private static partial Regex AliasSection();

    [GeneratedRegex(@"^\s*([\w-]+)\s*=\s*(.+)$", RegexOptions.Multiline)]
    private static partial Regex GitAlias();
}
