using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Stet.Dataflow;
using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Capturing;
using Stet.Runtime.Formulas;
using Stet.Worlds;

namespace Stet.Sessions.Formulas;

/// <summary>What the formulas that run ask of the engine: their code in the newest world, the variables it reaches, what was kept of them.</summary>
internal sealed class FormulaSource : IFormulaSource
{
    private readonly Engine engine;
    private FormulaReach? reach;
    private ImmutableDictionary<string, CompiledUnit> running = ImmutableDictionary<string, CompiledUnit>.Empty;

    public FormulaSource(Engine engine)
    {
        this.engine = engine;
        Table = new(this);
        Purity = new(engine);
        Inputs = new(engine, Table.Reader, version => WithCode(version));
        Results = new(engine, this);
    }

    public FormulaTable Table { get; }

    public VariableInputs Inputs { get; }

    public KeptResults Results { get; }

    public FormulaPurity Purity { get; }

    public RunLog Runs { get; } = new();

    /// <summary>The last evaluation by this process.</summary>
    public FormulaRun? LastRunOf(string formula) => Table.LastRunOf(formula);

    private FormulaReach Reach
    {
        get
        {
            var world = engine.World;
            return reach is { } known && ReferenceEquals(known.World.Units, world.Units) ? known : reach = new(world, Purity, name => running.GetValueOrDefault(name));
        }
    }

    /// <summary>What the code of a formula reaches in the newest world.</summary>
    public ReachedCode ReachOf(string formula) => Reach.Of(formula);

    public FormulaCode CodeOf(string formula)
    {
        var code = Reach.Of(formula);
        Results.Recall(formula);
        return code;
    }

    public void Refresh(FormulaGraph graph) => Inputs.Refresh(graph);

    public ContentHash WithCode(ContentVersion version) => Reach.WithCode(version.Hash, version.Units);

    public bool AnyCodeInValues => Inputs.AnyHoldsCode;

    /// <summary>Whether anything that such code reaches makes a difference, called or not.</summary>
    public bool MayDiffer(IReadOnlyList<HeldPlace> held) => held.Any(Reach.MayDiffer);

    public string? ImpurityInValues(FormulaGraph graph, string formula, ImmutableArray<Seen> inputs, IReadOnlyList<(string Formula, HeldPlace Code)> held)
    {
        List<(string, HeldPlace)> all = [.. held];
        foreach (var input in inputs)
        {
            all.AddRange(Inputs.Of(graph, input.Node.Name).Version.Held.Select(h => (input.Node.Name, h)));
        }

        return all.Count == 0 ? null : Reach.ImpurityInValues(formula, all);
    }

    public IReadOnlyList<SlotProbe>? Probes() => FindsMoreWhileRunning ? null : Inputs.Probes();

    public ImmutableArray<Seen> InputsOf(FormulaGraph graph, Formula formula, FormulaCode code)
    {
        var reached = (ReachedCode)code;
        if (FindsMoreWhileRunning)
        {
            return InputsOf(graph, formula.Name, [], []);
        }

        if (reached.Variables.IsEmpty || reached.Found.CodeMoment == Inputs.CodeMoment)
        {
            return reached.Found.Inputs.IsEmpty ? [] : NowOf(reached.Found.Inputs);
        }

        var found = InputsOf(graph, formula.Name, [], []);
        reached.Found = (Inputs.CodeMoment, [.. found.Select(i => (Input)i.Node)]);
        return found;
    }

    public ImmutableArray<Seen> InputsOf(FormulaGraph graph, string formula, IEnumerable<string> units, IEnumerable<string> files)
    {
        var names = new SortedSet<string>(Reach.Of(formula).Variables, StringComparer.Ordinal);
        var reached = new HashSet<string>();
        var waiting = new Queue<string>(names);
        AddCode(units, names, reached, waiting);
        var seen = new SortedDictionary<string, Seen>(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var name))
        {
            var input = Inputs.Of(graph, name);
            seen[name] = new(input.Input, input.Input.Version);
            AddCode(input.Units, names, reached, waiting);
        }

        foreach (var (name, unit) in engine.Variables.StaticsInUse)
        {
            if (Reach.Of(formula).Units.Contains(unit) || reached.Contains(unit))
            {
                var input = Inputs.Of(graph, name);
                seen[name] = new(input.Input, input.Input.Version);
            }
        }

        foreach (var name in files.Select(FileVersions.NameOf))
        {
            seen[name] = new(Inputs.Of(graph, name).Input, Inputs.Of(graph, name).Input.Version);
        }

        return [.. seen.Values];
    }

    private static ImmutableArray<Seen> NowOf(ImmutableArray<Input> inputs)
    {
        var seen = new Seen[inputs.Length];
        for (var i = 0; i < seen.Length; i++)
        {
            seen[i] = new(inputs[i], inputs[i].Version);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(seen);
    }

    public bool FindsMoreWhileRunning => engine.Variables.AnyStaticsInUse;

    /// <summary>Code inside values may name further variables.</summary>
    private void AddCode(IEnumerable<string> units, SortedSet<string> names, HashSet<string> reached, Queue<string> waiting)
    {
        var fresh = units.Where(u => reached.Add(u) && Reach.UnitNamed(u) is not null).ToList();
        if (fresh.Count > 0)
        {
            foreach (var name in Reach.VariablesOf(Reach.From(fresh)).Where(names.Add).ToList())
            {
                waiting.Enqueue(name);
            }
        }
    }

    /// <summary>Code that was left and is the newest again, by <c>undo</c>, may be loaded still: its initialiser does not run a second time.</summary>
    public FormulaCell Load(string formula)
    {
        var holder = engine.Loader.Load(engine.World, engine.World.Graph.GroupOf[formula].UnitName).GetType("__stet.F_" + formula)!;
        RuntimeHelpers.RunClassConstructor(holder.TypeHandle);
        return (FormulaCell)holder.GetField("__cell", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
    }

    public bool IsNewest(Type home) =>
        WorldLoader.UnitOf(home.Assembly) is { } unit && engine.World.Units.ContainsKey(unit) && engine.Loader.IsLoaded(engine.World, unit, home.Assembly);

    public bool TryRestore(string formula, out object? value) => Results.TryRestore(formula, out value);

    public void Evaluated(in FormulaRun run) => Runs.Add(run);

    public void Unkept(string formula) => Results.Note(formula);

    /// <summary>Variables were replaced by the engine itself: by <c>undo</c>, by a step that moves values, by <c>drop</c>.</summary>
    public void ValuesMoved(IEnumerable<string> names)
    {
        Table.Locked(_ =>
        {
            Inputs.Suspect(names);
            Inputs.SuspectStore();
            return true;
        });
        Table.Doubt();
    }

    /// <summary>A submission begins to run: functions that it makes are in values before the world knows its code, if it ever does.</summary>
    public void Begins(CompiledUnit submission)
    {
        const int MostRemembered = 20;
        Table.Locked(_ =>
        {
            running = (running.Count < MostRemembered ? running : running.Clear()).SetItem(submission.Name, submission);
            return true;
        });
    }

    /// <summary>Code begins to run.</summary>
    /// <param name="changes">Whether it may change something at all.</param>
    /// <param name="mayChange">Variables that it may change while it runs.</param>
    /// <param name="inBackground">Variables that other code may have changed, or may change meanwhile.</param>
    public void BeginRun(bool changes, IReadOnlyCollection<string> mayChange, IReadOnlyCollection<string> inBackground)
    {
        Table.Locked(_ =>
        {
            Inputs.Suspect(inBackground);
            if (changes)
            {
                Inputs.Begin(mayChange);
            }

            return true;
        });
        if (changes)
        {
            Table.BeginOfChanges();
        }
        else if (inBackground.Count > 0 || Inputs.HasFiles)
        {
            Table.Doubt();
        }
    }

    public void EndRun()
    {
        Table.Locked(_ =>
        {
            Inputs.End();
            return true;
        });
        Table.EndOfChanges();
    }

    /// <summary>The engine has another world.</summary>
    public void WorldChanged(World old)
    {
        var world = engine.World;
        if (!ReferenceEquals(old.Units, world.Units))
        {
            Table.Locked(_ =>
            {
                Inputs.SuspectCode();
                return true;
            });
            Table.DropValues([.. Results.LeftBehind(old, world)]);
            var defined = world.Graph.Definitions.Values.Where(d => d.Kind == DefinitionKind.Formula).Select(d => d.Key).ToHashSet();
            Results.Gone(old.Graph.Definitions.Values.Where(d => d.Kind == DefinitionKind.Formula && !defined.Contains(d.Key)).Select(d => d.Key));
            Table.CodeChanged(defined);
        }
    }
}
