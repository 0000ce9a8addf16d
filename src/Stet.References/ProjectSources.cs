using System.Globalization;
using System.IO.Enumeration;
using Stet.Model;
using Stet.Worlds;

namespace Stet.References;

/// <summary>
/// The files that a build of projects reads, as a hash of names, times and lengths: equal while nobody has saved anything. Not looked at: build outputs,
/// hidden folders, and the workspace where it is inside a project.
/// </summary>
internal static class ProjectSources
{
    private static readonly string[] BuildFiles = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "nuget.config", "NuGet.config", "global.json"];

    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "node_modules" };

    public static ContentHash Fingerprint(IEnumerable<string> projectFiles, string workspace)
    {
        var hash = new HashBuilder();
        foreach (var folder in Folders(projectFiles))
        {
            foreach (var file in Files(folder, workspace).Concat(BuildFilesAbove(folder)).Order(StringComparer.Ordinal))
            {
                hash.Add(file);
            }
        }

        return hash.ToHash();
    }

    public static IReadOnlyList<string> Folders(IEnumerable<string> projectFiles) =>
        [.. projectFiles.Select(p => Path.GetDirectoryName(p)!).Distinct().Where(Directory.Exists).Order(StringComparer.Ordinal)];

    private static FileSystemEnumerable<string> Files(string folder, string workspace) => new(
        folder, (ref FileSystemEntry entry) => Stamp(entry.ToSpecifiedFullPath(), entry.LastWriteTimeUtc.Ticks, entry.Length), new EnumerationOptions { RecurseSubdirectories = true })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && entry.FileName[0] != '.',
        ShouldRecursePredicate = (ref FileSystemEntry entry) =>
            entry.FileName[0] != '.' && !Skipped.Contains(entry.FileName.ToString()) && entry.ToFullPath() != workspace,
    };

    private static IEnumerable<string> BuildFilesAbove(string folder)
    {
        for (var at = Path.GetDirectoryName(folder); at is not null; at = Path.GetDirectoryName(at))
        {
            foreach (var file in BuildFiles.Select(name => new FileInfo(Path.Combine(at, name))).Where(f => f.Exists))
            {
                yield return Stamp(file.FullName, file.LastWriteTimeUtc.Ticks, file.Length);
            }
        }
    }

    private static string Stamp(string path, long written, long length) => string.Create(CultureInfo.InvariantCulture, $"{path}|{written}|{length}");
}
