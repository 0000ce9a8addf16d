using System.Text.RegularExpressions;

namespace Stet.Effects;

/// <summary>The patterns of file names in shell lines, with the files that they stand for now.</summary>
public static partial class FileSets
{
    /// <param name="line">One line or several; what is quoted is no pattern.</param>
    public static IReadOnlyList<FileSet> Of(string line, IFolderView folders, string directory) =>
        [.. Pattern().Matches(Quoted().Replace(line, m => new string(' ', m.Length))).Select(m => m.Value).Where(Globbing.IsPattern).Distinct().Select(p => new FileSet(p, Globbing.Expand(folders, directory, p)))];

    [GeneratedRegex("""'[^']*'|"(?:[^"\\]|\\.)*"|@\([^)]*\)""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![^\s=])[^\s|&;<>()$`=]*[*?\[][^\s|&;<>()$`]*")]
    private static partial Regex Pattern();
}

/// <param name="Pattern">As it is written.</param>
/// <param name="Files">Paths that match, in order.</param>
public sealed record FileSet(string Pattern, IReadOnlyList<string> Files);
