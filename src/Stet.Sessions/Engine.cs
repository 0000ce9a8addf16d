using System.Collections.Concurrent;
using System.Collections.Immutable;
using Stet.Model;
using Stet.Runtime;
using Stet.Sessions.Definitions;
using Stet.Sessions.Events;
using Stet.Sessions.Formulas;
using Stet.Sessions.Keeping;
using Stet.Sessions.Memos;
using Stet.Sessions.Migrating;
using Stet.Sessions.Recipes;
using Stet.Sessions.Variables;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions;

/// <summary>
/// The state of one open workspace: the newest world, the variables, the files it was made from. Changed only by who holds
/// <see cref="Foreground"/>; a world is replaced as a whole.
/// </summary>
internal sealed class Engine
{
    private const string SecretsSetting = "secrets";

    private World world;

    public Engine(string folder, WorkspaceStore store, int loadedAlone)
    {
        Folder = folder;
        Store = store;
        Units = new(store);
        world = World.Empty(StandardUsings.All);
        Restoring = new(store, () => World, () => Loader!);
        Variables = new(Restoring, () => Formulas!.Table, () => Memos!.Table);
        Loader = new(Variables, loadedAlone);
        Keeper = new(store);
        Formulas = new(this);
        Memos = new(this);
        Disk = new(folder);
        Gate = new(Variables) { KeepNewest = moving => EscapedValues.Keep(this, moving) };
        References = new(folder);
        Redefinition = new(Units, Variables, new(store, Variables, () => Loader), Gate, () => Files, References)
        {
            Impurities = (from, to, changed) => MemoPurity.Refusals(this, from, to, changed),
            ImpurityNotes = (to, changed) => MemoPurity.Notes(this, to, changed),
        };
        StepRecord = new(store, Disk);
        Contents = new(store);
        Outdating = new(Variables, Contents);
        Recalling = new(this);
        Searching = new(store);
    }

    public string Folder { get; }

    public WorkspaceStore Store { get; }

    public UnitStore Units { get; }

    public ImageRestoring Restoring { get; }

    public VariableTable Variables { get; }

    public WorldLoader Loader { get; }

    public Keeper Keeper { get; }

    public EventLog Events { get; } = new();

    public DefinitionFolder Disk { get; }

    public StepRecord StepRecord { get; }

    public WorkspaceReferences References { get; }

    public Redefinition Redefinition { get; }

    public VariableContents Contents { get; }

    public Outdating Outdating { get; }

    public BackgroundGate Gate { get; }

    /// <summary>What the definitions may do.</summary>
    public Foreseeing.WorkspaceForesight Foresight => field ??= new(this);

    public RunThread RunThread { get; } = new();

    /// <summary>Held by whoever runs a submission or takes a step; others wait in order.</summary>
    public ForegroundGate Foreground { get; } = new();

    /// <summary>The formulas as they run.</summary>
    public FormulaSource Formulas { get; }

    /// <summary>What looks like a secret is kept in history, because the user wants it so.</summary>
    public bool KeepsSecrets
    {
        get => Store.Setting(SecretsSetting) == "keep";
        set => Store.SetSetting(SecretsSetting, value ? "keep" : "");
    }

    /// <summary>Search over all of history.</summary>
    public Searching.HistorySearching Searching { get; }

    /// <summary>The functions whose results are kept by their arguments.</summary>
    public MemoSource Memos { get; }

    /// <summary>What sessions watch.</summary>
    public Watching.Watches Watches => field ??= new(this);

    /// <summary>Earlier submissions under the names of today.</summary>
    public Renaming.Recalling Recalling { get; }

    public World World
    {
        get => world;
        set
        {
            var old = world;
            world = value;
            Formulas.WorldChanged(old);
            if (!ReferenceEquals(old.Units, value.Units))
            {
                Memos.Table.CodeChanged();
            }
        }
    }

    /// <summary>The definition files that <see cref="World"/> was made from.</summary>
    public ImmutableSortedDictionary<string, FileText> Files { get; set; } = ImmutableSortedDictionary<string, FileText>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Definitions that have no file: submissions that live on in values, shared anonymous types.</summary>
    public ImmutableDictionary<string, Definition> Fileless { get; set; } = ImmutableDictionary<string, Definition>.Empty;

    /// <summary>What is wrong with the files as they are on disk now; empty when the world is made from them.</summary>
    public ImmutableArray<Diagnostic> FileTrouble { get; set; } = [];

    /// <summary>The files that have such trouble; null where it may be gone the next time.</summary>
    public RefusedFiles? RefusedFiles { get; set; }

    /// <summary>As much of <see cref="FileTrouble"/> as was said with a submission.</summary>
    public ImmutableArray<Diagnostic> ToldTrouble { get; set; } = [];

    /// <summary>What happened while nobody was told: said with the next submission.</summary>
    public ConcurrentQueue<Note> LaterNotes { get; } = [];

    /// <summary>What is to begin once the workspace's code may run.</summary>
    public Action WhenTrusted { get; set; } = () => { };

    /// <summary>Called when a step was taken to a world with other references.</summary>
    public Action Switched { get; set; } = () => { };

    /// <summary>The newest submission that was committed: what the background changes later is added to it.</summary>
    public StoreCommit? LastCommit { get; set; }

    /// <summary>Takes a prepared step: from here on, everything new runs in its world.</summary>
    /// <returns>Notes about values that could not follow.</returns>
    public void Switch(PreparedStep step)
    {
        var old = World;
        World = step.Result!.World;
        Files = step.Files;
        if (step.Carried.Trial is { } trial)
        {
            Loader.Accept(trial);
            Variables.Take(step.Carried.Variables, World.Variables);
        }

        foreach (var name in step.Stranded)
        {
            Variables.Remove(name);
        }

        var carried = step.Carried.Variables.Select(c => c.Variable.Name).ToHashSet();
        var behind = LeftBehind(old).Where(v => !carried.Contains(v.Name)).ToList();
        Task.WaitAll([.. behind.Select(v => v.Keeping)]);
        Variables.Evict(behind, LosesItsType);
        if (old.References != World.References)
        {
            Switched();
        }

        foreach (var name in step.Carried.Gone)
        {
            Forget(old, name);
        }

        Events.Add(StepEvents.Of(step, behind.Select(v => v.Name)));
        Formulas.ValuesMoved([.. carried, .. step.Stranded, .. step.Carried.Gone, .. behind.Select(v => v.Name)]);
        Variables.SettleStatics(Variables.All.Count == 0 ? default : Variables.All.Max(v => v.Since));
    }

    /// <summary>The static places of a type have not been used yet: the type is loaded again, and all that holds or uses it.</summary>
    public void BeginAnew(string statics)
    {
        var units = Forget(World, statics);
        var holding = Variables.All.Where(v => v.Slot is not null && v.Stored?.Units.Any(units.Contains) == true).ToList();
        Task.WaitAll([.. holding.Select(v => v.Keeping)]);
        Variables.Evict(holding, LosesItsType);
    }

    /// <param name="world">The world in which the type is.</param>
    private IReadOnlySet<string> Forget(World world, string statics)
    {
        var owner = Variables.Find(statics)?.Owner;
        Variables.Remove(statics);
        return owner is not null && TypeHomes.UnitOf(world, owner) is { } unit ? Loader.Forget(world, unit) : new HashSet<string>();
    }

    /// <summary>Loaded variables with types or code inside that the newest world has in another form.</summary>
    public IReadOnlyList<Variable> LeftBehind(World old) => Variables.LeftBehind(old, World);

    /// <summary>Whether the newest world has another type, or none, in place of one that a slot's type names. Where it has the same, loaded code is bound to the slot and goes on.</summary>
    public bool LosesItsType(VariableSlot slot) =>
        TypeUnits.AssembliesIn(slot.ValueType).Any(a => WorldLoader.UnitOf(a) is not { } unit || !World.Units.ContainsKey(unit) || !Loader.IsLoaded(World, unit, a));

    /// <summary>Writes what differs from disk; the step is not taken yet, so that a full disk refuses it.</summary>
    /// <exception cref="UnwritableFileException">All files are as before.</exception>
    public PreparedStep WriteFiles(PreparedStep step)
    {
        var files = step.Files;
        var begun = new List<string>();
        try
        {
            foreach (var (path, file) in step.Files.Where(f => f.Value.Length < 0))
            {
                begun.Add(path);
                files = files.SetItem(path, Disk.Write(file));
            }
        }
        catch (UnwritableFileException)
        {
            begun.ForEach(path => Disk.PutBack(path, Files.GetValueOrDefault(path)?.Content));
            throw;
        }

        return step with { Files = files };
    }
}
