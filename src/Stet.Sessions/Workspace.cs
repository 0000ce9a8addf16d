using Stet.Model;
using Stet.Runtime;
using Stet.Sessions.Definitions;
using Stet.Sessions.Keeping;
using Stet.Sessions.Submitting;
using Stet.Storage;

namespace Stet.Sessions;

/// <summary>An open workspace: the one door to it for every front end.</summary>
public sealed class Workspace : IWorkspace
{
    private readonly Engine engine;
    private readonly List<Note> opening = [];
    private FileWatch? watch;
    private BackgroundKeeping? background;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Session, bool> attached = [];
    private int sessions;

    private Workspace(Engine engine)
    {
        this.engine = engine;
        opening.AddRange(engine.Store.OpeningNotes);
        if (engine.Store.Trusted)
        {
            var found = Opening.Load(engine);
            if (engine.FileTrouble.IsEmpty)
            {
                opening.AddRange(found); // Trouble with files is told to each session as it is when that arrives.
            }

            Follow();
        }
        else
        {
            engine.WhenTrusted = Follow;
        }
    }

    /// <inheritdoc />
    public string Folder => engine.Folder;

    /// <summary>How many definitions were compiled since it was opened; statements are not counted.</summary>
    internal int UnitsCompiled => engine.Units.Compiled;

    internal int StepsPrepared => engine.Redefinition.Prepared;

    /// <summary>Names of the formulas that were evaluated since this was asked last, in order.</summary>
    internal IReadOnlyList<string> TakeFormulaRuns() => [.. engine.Formulas.Runs.Take().Select(run => run.Name)];

    /// <summary>The steps from world to world since this was asked last.</summary>
    internal IReadOnlyList<Events.StepEvents> TakeSteps() => engine.Events.Take();

    /// <summary>How often <c>dotnet</c> was run since it was opened.</summary>
    internal int DotnetRuns => engine.References.Runs;

    /// <inheritdoc />
    public bool Busy => engine.Foreground.IsBusy || !engine.Keeper.Pending.IsCompleted || Jobs > 0;

    /// <inheritdoc />
    public int Jobs => attached.Keys.Sum(s => s.Shell.KnownJobs);

    /// <summary>Opens the workspace in a directory; makes one where there is none.</summary>
    /// <exception cref="StoreRefusedException">Another host has it, or its store is of a newer format.</exception>
    public static Workspace Open(string folder, WorkspaceOptions options)
    {
        WarmUp.Begin();
        RunConsole.Install();
        var full = Path.GetFullPath(folder);
        var store = WorkspaceStore.Open(Path.Combine(full, ".stet"), options.Store);
        return new(new(full, store, options.LoadedAlone));
    }

    /// <inheritdoc />
    public ISession Attach(SessionOptions options)
    {
        var id = new SessionId($"{options.FrontEnd}-{DateTimeOffset.UtcNow:yyyyMMddHHmmss}-{Environment.ProcessId}-{Interlocked.Increment(ref sessions)}");
        var session = new Session(engine, id, options, [.. OpeningNotes().Select(n => Commands.WrittenNames.In(engine.World, n)), .. FileRefresh.TroubleNotes(engine)]);
        attached[session] = true;
        session.Left = () => attached.TryRemove(session, out _);
        return session;
    }

    /// <summary>That a host died, and which files were followed, is told once, to who comes first; that the workspace was made elsewhere, as long as it is not trusted.</summary>
    private List<Note> OpeningNotes()
    {
        lock (opening)
        {
            opening.RemoveAll(n => n.Kind == NoteKind.Untrusted && engine.Store.Trusted);
            var told = opening.ToList();
            opening.RemoveAll(n => n.Kind is NoteKind.Recovered or NoteKind.Redefined);
            return told;
        }
    }

    private void Follow()
    {
        watch = new(engine);
        background = new(engine);
        Task.Run(engine.Memos.Results.Warm);
    }

    /// <summary>For tests: keeping takes this much longer, behind the prompt.</summary>
    internal void KeepSlowly(Func<TimeSpan> delay) => engine.Keeper.Delay = delay;

    /// <inheritdoc />
    public Task WhenKept() => engine.Keeper.Pending;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        watch?.Dispose();
        background?.Dispose();
        using (await engine.Foreground.Enter("closing", _ => { }).ConfigureAwait(false))
        {
            await engine.Keeper.Pending.ConfigureAwait(false);
            if (engine.Units.Flush() is { } uncached)
            {
                Console.Error.WriteLine(uncached.Text);
            }

            engine.Formulas.Results.Flush(int.MaxValue);
            engine.Memos.Results.Close();

            engine.Store.Dispose();
            engine.RunThread.Dispose();
            engine.Loader.Close();
        }
    }
}
