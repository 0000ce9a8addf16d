namespace Stet.Effects.Tests;

/// <summary>The folder of <c>corpora/folder.txt</c>, which exists in memory only.</summary>
internal sealed class SmallFolder : IFolderView
{
    private readonly Dictionary<string, string?> entries = [];

    public SmallFolder()
    {
        foreach (var line in Corpus.Lines("folder.txt"))
        {
            var parts = line.Split(" -> ");
            entries[parts[0]] = parts.ElementAtOrDefault(1);
        }
    }

    public PathKind KindOf(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) && entries.ContainsKey(path) ? PathKind.Device
        : entries.TryGetValue(path, out var link) ? link is null ? PathKind.File : KindOf(Path.Combine(Path.GetDirectoryName(path)!, link))
        : path == "/" || entries.Keys.Any(e => e.StartsWith(path + "/", StringComparison.Ordinal)) ? PathKind.Folder : PathKind.Missing;

    public IReadOnlyList<string> NamesIn(string folder) =>
        [.. entries.Keys.Where(e => e.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal)).Select(e => e[(folder.TrimEnd('/').Length + 1)..].Split('/')[0]).Distinct()];

    public string? LinkTarget(string path) => entries.GetValueOrDefault(path);
}
