using System.Text;
using System.Text.RegularExpressions;

namespace Stet.Effects;

/// <summary>Patterns of file names (POSIX 2.13): <c>*</c>, <c>?</c>, <c>[ ]</c>; a backslash takes the meaning from the character behind it.</summary>
internal static class Globbing
{
    public static bool IsPattern(string pattern) => Regex.IsMatch(Regex.Replace(pattern, @"\\.", ""), @"[*?]|\[.+\]");

    public static string Unescape(string pattern) => Regex.Replace(pattern, @"\\(.)", "$1", RegexOptions.Singleline);

    public static string Escape(string text) => Regex.Replace(text, @"([\\*?\[\]])", @"\$1");

    public static bool Matches(string name, string pattern, bool ignoreCase = false, bool acrossFolders = false) =>
        Regex.IsMatch(name, "^" + ToRegex(pattern, acrossFolders) + "$", (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None) | RegexOptions.Singleline | RegexOptions.NonBacktracking);

    /// <summary>The paths that match, as they are written in the pattern (relative where it is), in order; none where nothing does.</summary>
    public static IReadOnlyList<string> Expand(IFolderView view, string folder, string pattern)
    {
        var isRooted = pattern.StartsWith('/');
        var found = new List<(string Shown, string Path)> { (isRooted ? "/" : "", isRooted ? "/" : folder) };
        foreach (var segment in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            found = [.. found.SelectMany(f => Step(view, f, segment))];
        }

        var end = pattern.EndsWith('/') ? "/" : "";
        return [.. found.Where(f => end == "" || view.KindOf(f.Path) == PathKind.Folder).Select(f => f.Shown + end).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<(string, string)> Step(IFolderView view, (string Shown, string Path) at, string segment)
    {
        var lead = at.Shown.Length == 0 || at.Shown.EndsWith('/') ? at.Shown : at.Shown + "/";
        if (!IsPattern(segment))
        {
            var name = Unescape(segment);
            var path = PathText.Resolve(at.Path, name);
            return view.KindOf(path) == PathKind.Missing && view.LinkTarget(path) is null ? [] : [(lead + name, path)];
        }

        return view.NamesIn(at.Path).Where(n => (n[0] != '.' || segment[0] == '.') && Matches(n, segment)).Select(n => (lead + n, PathText.Resolve(at.Path, n)));
    }

    /// <summary>A bracket expression; a range that is none (<c>z-a</c>) is its characters.</summary>
    private static string Bracket(string inside)
    {
        var isNegated = inside[0] is '!' or '^';
        var set = new StringBuilder(isNegated ? "[^/" : "[");
        for (var i = isNegated ? 1 : 0; i < inside.Length; i++)
        {
            var isRange = i + 2 < inside.Length && inside[i + 1] == '-' && inside[i] <= inside[i + 2];
            set.Append(Code(inside[i])).Append(isRange ? "-" + Code(inside[i + 2]) : "");
            i += isRange ? 2 : 0;
        }

        return set.Length == 1 ? @"\[\]" : set.Append(']').ToString();
    }

    private static string Code(char c) => $"\\u{(int)c:X4}";

    private static string ToRegex(string pattern, bool acrossFolders)
    {
        var regex = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
            {
                regex.Append(Regex.Escape(pattern[++i].ToString()));
            }
            else if (pattern[i] == '[' && pattern.IndexOf(']', Math.Min(i + 2, pattern.Length - 1)) is > 0 and var end)
            {
                regex.Append(Bracket(pattern[(i + 1)..end]));
                i = end;
            }
            else
            {
                regex.Append(pattern[i] switch { '*' => acrossFolders ? ".*" : "[^/]*", '?' => acrossFolders ? "." : "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }

        return regex.ToString();
    }
}
