namespace Stet.Sessions.Definitions;

/// <summary>Hears of saved files in the folders of referenced projects, which may be anywhere.</summary>
internal sealed class ProjectWatch(Action saved) : IDisposable
{
    private readonly Dictionary<string, FileSystemWatcher> watchers = [];

    /// <summary>Watches exactly these folders.</summary>
    public void Follow(IReadOnlyList<string> folders)
    {
        foreach (var gone in watchers.Keys.Except(folders).ToList())
        {
            watchers[gone].Dispose();
            watchers.Remove(gone);
        }

        foreach (var folder in folders.Where(f => Directory.Exists(f) && !watchers.ContainsKey(f)))
        {
            watchers[folder] = Watch(folder);
        }
    }

    public void Dispose() => Follow([]);

    private FileSystemWatcher Watch(string folder)
    {
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
        watcher.Changed += (_, change) => Note(folder, change.FullPath);
        watcher.Created += (_, change) => Note(folder, change.FullPath);
        watcher.Deleted += (_, change) => Note(folder, change.FullPath);
        watcher.Renamed += (_, change) => Note(folder, change.FullPath);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    /// <summary>Builds write too: their outputs are no news.</summary>
    private void Note(string folder, string path)
    {
        if (!Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" || part.StartsWith('.')))
        {
            saved();
        }
    }
}
