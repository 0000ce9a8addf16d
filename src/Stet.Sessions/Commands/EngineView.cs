using Stet.Display;
using Stet.Model;
using Stet.Runtime;
using Stet.Sessions.Definitions;
using Stet.Sessions.SettingAside;
using Stet.Sessions.Variables;
using Stet.Storage;
using Stet.Storage.Retention;
using Stet.Toolbox;
using Stet.Worlds;

namespace Stet.Sessions.Commands;

/// <summary>What the commands that look see of the workspace.</summary>
/// <param name="session">Whose code asks; null for listings.</param>
internal sealed class EngineView(Engine engine, Session? session = null) : IWorkspaceCommands
{
    /// <summary>As it is when what was submitted before has been kept, unless that takes long.</summary>
    private Engine Kept
    {
        get
        {
            engine.Keeper.WaitAMoment();
            return engine;
        }
    }

    public IReadOnlyList<VariableRow> Who() =>
        Kept.Store.Trusted ? [.. Rows([.. engine.Variables.All.Where(v => v.Owner is null)]).Concat(Formulas.FormulaRows.ForWho(engine)).OrderBy(r => r.Name, StringComparer.Ordinal)] : Submitting.UntrustedView.Who(engine);

    public IReadOnlyList<HistoryEntry> History(int limit) => engine.Recalling.Of(Kept.Store.History(new(Limit: limit), null));

    public IReadOnlyList<HistoryEntry> History(string text, int limit) =>
        engine.Recalling.Of(engine.Searching.FindWhole(text, session?.Directory ?? engine.Folder, session?.Id ?? new(""), limit));

    public IReadOnlyList<ImportRow> ImportHistory(string? path) =>
        path is null ? new Importing.HistoryImport(engine).Usuals() : [new Importing.HistoryImport(engine).Take(path)];

    public int Forget(IReadOnlyList<long> numbers)
    {
        if (session?.Running is { } own && numbers.Contains(own.Value))
        {
            throw new ArgumentException($"In[{own}] runs: forget it from the next one on.", nameof(numbers));
        }

        var forgotten = engine.Store.Forget([.. numbers.Select(n => new SubmissionNumber(n))]);
        engine.Searching.Forget();
        return forgotten;
    }

    public bool Secrets(bool? keep) => engine.KeepsSecrets = keep ?? engine.KeepsSecrets;

    public IReadOnlyList<VersionRow> Log(int limit) => [.. Kept.Store.Log(limit).Select(row => row with { Changes = WrittenNames.In(engine.World, row.Changes) })];

    public IReadOnlyList<string> Usings() => engine.World.Usings;

    public IReadOnlyList<DefinitionRow> Definitions() => [.. References(), .. engine.World.Graph.Definitions.Values.Where(d => !Opening.IsFileless(d)).Select(Row)];

    public DependencyGraph Graph() => Formulas.FormulaRows.Graph(engine);

    public IReadOnlyList<FormulaRow> FormulaStates() => Formulas.FormulaRows.All(engine);

    public IReadOnlyList<MemoRow> Memo(double? megabytes, long? results) => Memos.MemoRows.All(engine, megabytes, results);

    public WorkspaceState At(long number) => new StoredState(Kept, new(number));

    public IReadOnlyList<Migration.StrandedValue> Stranded() => Migrating.SetAside.All(Kept);

    public RecallCheck Changed(long number) => AgainRequest.Resolve(Kept, new(number)) is { } entry && session is not null
        ? new Meanings.RecallChecking(engine, session).Of(entry.Number, entry.Recalled(), tells: false)
        : throw new KeyNotFoundException($"There is no In[{number}]. 'history' lists what was submitted.");

    public IReadOnlyList<TrashRow> Trash() =>
        [.. engine.Trash().All.Select(r => new TrashRow(new(r.Number), r.Time, engine.Store.Entry(new(r.Number))?.Code ?? "", r.Items.Count, r.Bytes, [.. r.Items.Select(i => i.Path)]))];

    public IReadOnlyList<string> Restore(long number) => engine.Trash().BringBack(number) is [_, ..] paths ? paths
        : throw new KeyNotFoundException($"Nothing that In[{number}] destroyed is set aside. 'trash' lists what is.");

    public CodeEffects Effects(string code) => EffectsCommand.Of(engine, code);

    public IReadOnlyList<EffectsRow> AllEffects() => [.. engine.Foresight.Rows().Select(row => row with { Name = WrittenNames.In(engine.World, row.Name) })];

    public CodeEffects Effects(Delegate function) => EffectsCommand.Of(engine, function);

    public IReadOnlyList<WorldRow> Worlds()
    {
        var newest = new WorldRow(engine.World.Number.Value, engine.World.Units.Count, engine.World.Broken.Count, "newest");
        var old = engine.Loader.Lingering(engine.World).GroupBy(u => u.World.Value).OrderByDescending(w => w.Key);
        return [newest, .. old.Select(w => new WorldRow(w.Key, w.Count(), 0, WrittenNames.In(engine.World, Reason([.. w]))))];
    }

    private static string Reason(IReadOnlyList<LingeringUnit> units)
    {
        var names = string.Join(", ", units.Select(u => ShownName.Of(u.Unit)).Order(StringComparer.Ordinal));
        var holders = units.SelectMany(u => u.Holders).Distinct().ToList();
        return holders.Count > 0 ? $"{names}: held by {string.Join(", ", holders)}" : $"{names}: held by a task or timer that still runs, by a static member of the framework or a package, or by a generic type of it and a type that is still in use";
    }

    public RetentionRow Retention(double? days, double? gigabytes, int? versions)
    {
        var (age, bytes, least) = engine.Store.Retention;
        var limits = new RetentionLimits(
            days is { } d ? TimeSpan.FromDays(Above(d, nameof(days), 1_000_000)) : age,
            gigabytes is { } g ? (long)(Above(g, nameof(gigabytes), 1_000_000) * (1L << 30)) : bytes,
            versions is { } v ? (int)Above(v, nameof(versions), int.MaxValue) : least);
        if ((days, gigabytes, versions) is not (null, null, null))
        {
            engine.Store.Retention = limits;
        }

        return new(limits.Age.TotalDays, (double)limits.Bytes / (1L << 30), limits.Versions);
    }

    private static double Above(double value, string name, double most) =>
        value > 0 && value <= most ? value : throw new ArgumentOutOfRangeException(name, value, $"A limit is above 0 and at most {most:N0}.");

    /// <summary>As users call it.</summary>
    public static string KindOf(Definition definition) =>
        definition.Kind switch { DefinitionKind.Function => "function", DefinitionKind.Formula => "formula", _ => "type" };

    private IEnumerable<DefinitionRow> References() =>
        FileReferences.Combine(engine.Files.Values).References.Select(l => new DefinitionRow(
            l.Reference.Kind == ReferenceKind.Package ? $"{l.Reference.Name}@{l.Reference.Version}" : l.Reference.Name,
            l.Reference.Kind == ReferenceKind.Package ? "package" : "project", $"{l.Home.File}:{l.Home.Line}",
            engine.World.References.Declared.Contains(l.Reference) ? "ok" : "not resolved"));

    private DefinitionRow Row(Definition definition)
    {
        var home = definition.Parts[0].Home;
        var broken = engine.World.Broken.GetValueOrDefault(engine.World.Graph.GroupOf[definition.Key].UnitName);
        return new(WrittenNames.Of(definition), KindOf(definition), $"{home.File}:{home.Line}",
            broken.IsDefault ? "ok" : "broken: " + string.Join("; ", broken.Select(b => b.Message)));
    }

    public Why Why(string name) => Recipes.Explaining.Explain(Kept, name);

    private IReadOnlyList<VariableRow> Rows(IReadOnlyList<Variable> variables)
    {
        var outdated = engine.Outdating.Among(variables.Select(v => v.Name), engine.World);
        return [.. variables.Select(v => Row(v, outdated.TryGetValue(v.Name, out var causes) ? Recipes.OutdatedCause.Describe(causes) : ""))];
    }

    private VariableRow Row(Variable variable, string outdated)
    {
        var text = variable.Slot is { } slot ? ValueText.ShowShort(slot.Boxed, slot.ValueType, DisplayOptions.Default with { Width = 60 }) : StoredText.Of(engine, variable);
        return new(variable.Name, StoredText.TypeName(variable.Type), text, variable.Stored?.Bytes ?? 0, variable.Since, StateOf(variable), outdated);
    }

    private static string StateOf(Variable variable) => variable switch
    {
        { Trouble.Length: > 0 } => $"not kept: {variable.Trouble}",
        { Keeping.IsCompleted: false } => "keeping",
        { Stored: null } => "not kept",
        { Stored.LiveParts: [var whole, ..] } when whole.Path == variable.Name => $"live: {whole.Reason}",
        { Stored.LiveParts.Count: > 0 } => $"kept, but for live parts: {string.Join(", ", variable.Stored.LiveParts.Select(p => p.Path))}",
        { Stored.Lost.Count: > 0 } => $"kept, but what was live is gone: {string.Join(", ", variable.Stored.Lost.Select(p => p.Path))}",
        _ => "kept",
    };
}
