namespace Stet.Sessions.Definitions;

/// <summary>
/// Takes up saved definition files while nobody types. Files saved within a moment are one step. Submissions look at the files themselves
/// before they run, so nothing depends on the speed of this.
/// </summary>
internal sealed class FileWatch : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly Engine engine;
    private readonly FileSystemWatcher watcher;
    private readonly Timer settle;
    private readonly ProjectWatch projects;
    private volatile bool isClosed;

    public FileWatch(Engine engine)
    {
        this.engine = engine;
        settle = new(_ => Refresh(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        watcher = new(engine.Folder, "*.cs") { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
        watcher.Changed += (_, _) => Note();
        watcher.Created += (_, _) => Note();
        watcher.Deleted += (_, _) => Note();
        watcher.Renamed += (_, _) => Note();
        watcher.EnableRaisingEvents = true;
        projects = new(Note);
        projects.Follow(engine.References.ProjectFolders(engine.World));
        engine.Switched = () => projects.Follow(engine.References.ProjectFolders(engine.World));
    }

    /// <summary>Whoever has the foreground afterwards may close the store.</summary>
    public void Dispose()
    {
        isClosed = true;
        watcher.Dispose();
        engine.Switched = () => { };
        projects.Dispose();
        settle.Dispose();
    }

    private void Note() => settle.Change(Moment, Timeout.InfiniteTimeSpan);

    private void Refresh()
    {
        try
        {
            using var turn = engine.Foreground.Enter("following saved files", _ => { }).GetAwaiter().GetResult();
            if (!isClosed)
            {
                FileRefresh.Refresh(engine, isHeard: false).ToList().ForEach(engine.LaterNotes.Enqueue);
            }
        }
        catch (Exception trouble) when (trouble is IOException or ObjectDisposedException or OperationCanceledException)
        {
            Console.Error.WriteLine($"following saved files: {trouble.Message}");
        }
    }
}
