using System.Collections.Concurrent;
using Stet.Display;
using Stet.Model;
using Stet.Runtime;
using Stet.Sessions.Commands;
using Stet.Sessions.Formulas;
using Stet.Worlds;

namespace Stet.Sessions.Watching;

/// <summary>
/// <c>watch x</c>: the sessions that watch variables and formulas are told when a value has become another one, by content. Looked at by who has the foreground: after each submission,
/// whoever made it, and every moment or so for what code in the background or a file has changed. Formulas are brought up to date for it.
/// </summary>
internal sealed class Watches(Engine engine)
{
    /// <summary>A formula that takes longer is not computed behind the user's back, but with the next submission.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Session, bool> sessions = [];

    public void Watch(Session session, string name)
    {
        sessions[session] = true;
        session.Watched.Add(name);
    }

    public void Leave(Session session) => sessions.TryRemove(session, out _);

    /// <summary>Whether there is a value of that name.</summary>
    public bool Knows(string name) => engine.Variables.Find(name) is { Owner: null } || engine.World.Graph.Definitions.GetValueOrDefault(name)?.Kind == DefinitionKind.Formula;

    /// <summary>Looks at all that is watched after a submission; tells the other sessions, and gives what is to be told to this one.</summary>
    public async Task<IReadOnlyList<Note>> Look(Session own, SubmissionNumber number, Action<Run> started)
    {
        var names = Names(n => true);
        if (names.Count == 0)
        {
            return [];
        }

        var run = new Run(number, (_, _) => { });
        started(run);
        return Tell(await Values(run, names, own.Directory).ConfigureAwait(false), own);
    }

    /// <summary>Looks at what may have changed though nothing was submitted.</summary>
    public void LookInBackground()
    {
        var escaped = engine.Variables.Restless.Where(v => v.Escaped).Select(v => v.Name).ToList();
        var names = Names(n => !IsVolatile(n));
        if (names.Count == 0 || (escaped.Count == 0 && !engine.Formulas.Inputs.HasFiles))
        {
            return;
        }

        engine.Formulas.BeginRun(changes: false, [], escaped);
        var values = Values(new Run(default, (_, _) => { }), names, engine.Folder);
        if (!values.Wait(Patience))
        {
            engine.RunThread.Interrupt();
            values.Wait(Patience);
        }

        if (values.IsCompletedSuccessfully)
        {
            Tell(values.Result, null);
        }
        else
        {
            engine.RunThread.Abandon();
        }
    }

    private List<string> Names(Func<string, bool> isMeant) => [.. sessions.Keys.SelectMany(s => s.Watched.Names).Distinct().Where(isMeant)];

    private bool IsVolatile(string name) => engine.World.Formula(name) is not null && FormulaRows.StateOf(engine, name).StartsWith("volatile", StringComparison.Ordinal);

    private List<Note> Tell(IReadOnlyDictionary<string, Watched> values, Session? own)
    {
        var told = new List<Note>();
        foreach (var session in sessions.Keys)
        {
            foreach (var note in values.Select(v => session.Watched.Take(v.Key, v.Value)).OfType<Note>())
            {
                if (session == own)
                {
                    told.Add(note);
                }
                else
                {
                    session.Tell(note);
                }
            }
        }

        return told;
    }

    private async Task<IReadOnlyDictionary<string, Watched>> Values(Run run, IReadOnlyList<string> names, string directory)
    {
        var values = new Dictionary<string, Watched>();
        var stopped = await engine.RunThread.Execute(run, () =>
        {
            Toolbox.Commands.Workspace = new EngineView(engine);
            Environment.CurrentDirectory = Directory.Exists(directory) ? directory : engine.Folder;
            foreach (var name in names)
            {
                values[name] = ValueOf(run, name);
            }
        }).ConfigureAwait(false);
        return stopped is null ? values : values.Where(v => v.Value.Version is not null).ToDictionary();
    }

    private Watched ValueOf(Run run, string name)
    {
        try
        {
            return engine.World.Formula(name) is not null ? FormulaOf(name) : VariableOf(name);
        }
        catch (Exception thrown) when (!run.StopRequested)
        {
            return new(null, $"{name}: {thrown.GetType().Name}: {thrown.Message}");
        }
    }

    private Watched FormulaOf(string name)
    {
        var cell = engine.Formulas.Table.CellOf(name);
        var value = cell.Boxed;
        return new(engine.Formulas.Table.Locked(graph => graph.Formula(name).Version), Shown(name, value, cell.ValueType));
    }

    private Watched VariableOf(string name)
    {
        if (engine.Variables.Find(name) is not { } variable)
        {
            return new(null, Knows(name) ? $"{name} is broken" : $"{name} is gone");
        }

        var version = engine.Formulas.Table.Present((graph, _) => engine.Formulas.Inputs.Of(graph, name).Input.Version);
        return new(version, variable.Slot is { } slot ? Shown(name, slot.Boxed, slot.ValueType) : $"{name} = {StoredText.Of(engine, variable)}");
    }

    private static string Shown(string name, object? value, Type type) => $"{name} = {ValueText.ShowShort(value, type, DisplayOptions.Default with { Width = 100 })}";
}
