using System.Collections.Immutable;
using Stet.Dataflow;
using Stet.Effects.Code;
using Stet.Model;
using Stet.Runtime.Capturing;
using Stet.Runtime.Memos;
using Stet.Sessions.Formulas;
using Stet.Sessions.Variables;
using Stet.Storage.Memos;
using Stet.Worlds;

namespace Stet.Sessions.Memos;

/// <summary>
/// What the functions marked <c>[Memo]</c> compute from beside their arguments. While nothing has changed the version of a function is the same object; where something has, there is another
/// one, and what was kept under the earlier one is dropped. All is looked at under the lock of the formulas, whose inputs these are too.
/// </summary>
/// <param name="stored">What the store has, by function; asked once for each.</param>
/// <param name="dropped">Told of versions that hold no more, and why.</param>
internal sealed class MemoVersions(Engine engine, Func<string, IReadOnlyList<StoredMemoVersion>> stored, Action<string, MemoVersion?, IReadOnlyList<StoredMemoVersion>, string> dropped)
{
    private readonly Dictionary<string, MemoState> states = [];
    private readonly Dictionary<string, string?> purities = [];
    private ImmutableDictionary<string, CompiledUnit>? purityOf;

    /// <summary>The version of a function of the newest world, and the moment as long as which it holds.</summary>
    public MemoStanding Of(World world, CompiledUnit unit, MemoContract memo) => engine.Formulas.Table.Present((graph, moment) => Of(graph, moment, world, unit, memo));

    /// <summary>The code of units that are in arguments, with what it reaches.</summary>
    public ContentHash Of(IReadOnlyCollection<string> units) => engine.Formulas.Table.Present((graph, _) => Look(graph, engine.World, units).Parts.HashFor(""));

    /// <summary>What is to be remembered of a version, with the stored form of each variable that has one.</summary>
    public (MemoParts Parts, bool IsSure)? PartsOf(MemoVersion version) => engine.Formulas.Table.Locked(graph =>
    {
        if (!states.TryGetValue(version.Function, out var state) || state.Version != version)
        {
            return ((MemoParts, bool)?)null;
        }

        var inputs = state.Parts.Inputs.Select(i => i with { Image = ImageOf(i.Name) }).ToImmutableArray();
        return (state.Parts with { Inputs = inputs }, inputs.All(i => i.Image != default));
    });

    /// <summary>The versions that hold, so far as is known.</summary>
    public IReadOnlyList<MemoVersion> Known => engine.Formulas.Table.Locked(_ => states.Values.Select(s => s.Version).OfType<MemoVersion>().ToList());

    private ContentHash ImageOf(string name) =>
        engine.Variables.Find(name) is { Escaped: false, Trouble: "", Keeping.IsCompleted: true, Stored: { } form } ? form.Image : default;

    /// <summary>Why a function is not pure when its arguments hold such code; null where it is.</summary>
    public string? ImpurityWith(World world, CompiledUnit unit, MemoContract memo, IReadOnlyList<HeldPlace> held) => engine.Formulas.Table.Locked(_ =>
        engine.Formulas.MayDiffer(held) ? PurityOf(world, unit, memo, [], [.. held.Select(h => new HeldCode("an argument", HeldCode.NameOf(h.Assembly, h.Type, h.Method)))]) : null);

    private MemoStanding Of(FormulaGraph graph, int moment, World world, CompiledUnit unit, MemoContract memo)
    {
        if (!states.TryGetValue(memo.Function, out var before))
        {
            before = new(null, new([], []), [], -1, null, "");
            Recall(graph, memo.Function);
        }
        else if (ReferenceEquals(before.Units, world.Units) && before.Statics == engine.Variables.StaticsInUse.Count && before.Inputs.All(i => i.Holds))
        {
            return new(before.Version, before.Impurity, moment);
        }

        var (parts, inputs, inside) = Look(graph, world, [unit.Name]);
        var wasPure = before.Units is null && parts.HashFor(memo.Function) is var hash && stored(memo.Function).Any(s => s.Hash == hash); // Then it was looked at when that was kept.
        var impurity = wasPure ? null : PurityOf(world, unit, memo, inside, []);
        var version = impurity is not null ? null : Next(memo.Function, before, parts, inputs.Length == 0 && !MayHaveStatics(world, parts));
        states[memo.Function] = new(version, parts, inputs, engine.Variables.StaticsInUse.Count, world.Units, impurity is null ? "" : $"it {impurity}");
        if (version != before.Version || before.Units is null)
        {
            Replace(memo.Function, before, version, parts, impurity);
        }

        return new(version, states[memo.Function].Impurity, moment);
    }

    private MemoVersion Next(string function, MemoState before, MemoParts parts, bool isCodeAlone)
    {
        var hash = parts.HashFor(function);
        if (before.Version is { } same && same.Hash == hash && same.IsCodeAlone == isCodeAlone)
        {
            return same;
        }

        var continues = before.Version is not null && parts.Continues(before.Parts, name => engine.Variables.StaticsNamed(name) is not null) ? before.Version : null;
        return new(function, hash) { IsCodeAlone = isCodeAlone, Continues = continues, Row = stored(function).FirstOrDefault(s => s.Hash == hash)?.Row ?? 0 };
    }

    private void Replace(string function, MemoState before, MemoVersion? now, MemoParts parts, string? impurity)
    {
        var rows = stored(function).Where(s => now is null || s.Hash != now.Hash).ToList();
        if (before.Version is not { } old || now is null || old.Hash != now.Hash)
        {
            var earlier = before.Version is not null ? before.Parts : rows.Count == 0 ? null : MemoParts.Read(rows[^1].Parts);
            dropped(function, before.Version, rows, impurity is not null ? $"it {impurity}" : earlier is null ? "it was kept by another version of Stet" : parts.ChangesSince(earlier));
        }
        else
        {
            now.Row = now.Row == 0 ? old.Row : now.Row;
        }
    }

    /// <summary>Variables that are as the store had them when results were kept need not be read.</summary>
    private void Recall(FormulaGraph graph, string function)
    {
        foreach (var input in stored(function).Select(s => MemoParts.Read(s.Parts)).OfType<MemoParts>().SelectMany(p => p.Inputs).Where(i => engine.Variables.Find(i.Name) is not null))
        {
            engine.Formulas.Inputs.Recall(graph, input);
        }
    }

    /// <summary>Code and inputs as they are now.</summary>
    /// <returns>Also the units that were found inside of values.</returns>
    private (MemoParts Parts, ImmutableArray<Seen> Inputs, IReadOnlyCollection<string> Inside) Look(FormulaGraph graph, World world, IEnumerable<string> roots)
    {
        var units = new SortedSet<string>(world.Reach(roots), StringComparer.Ordinal);
        var own = units.Count;
        var names = new HashSet<string>(units.SelectMany(u => world.Units[u].Variables));
        var waiting = new Queue<string>(names);
        var seen = new SortedDictionary<string, VariableInput>(StringComparer.Ordinal);
        var inside = new SortedSet<string>(StringComparer.Ordinal);
        while (true)
        {
            while (waiting.TryDequeue(out var name))
            {
                var input = seen[name] = engine.Formulas.Inputs.Of(graph, name);
                var fresh = input.Units.Where(u => world.Units.ContainsKey(u) && inside.Add(u) && !units.Contains(u)).ToList();
                units.UnionWith(world.Reach(fresh));
                Add(fresh.Count == 0 ? [] : units.SelectMany(u => world.Units[u].Variables));
            }

            Add(Statics(world).Where(s => units.Contains(s.Unit)).Select(s => s.Name));
            if (waiting.Count == 0)
            {
                break;
            }
        }

        return (new([.. units.Select(u => (u, world.Units[u].Content))], [.. seen.Select(s => new KeptInput(s.Key, s.Value.Version.Hash, s.Value.Version.Hash, default, s.Value.Units, s.Value.Version.Held))]),
            [.. seen.Values.Select(i => new Seen(i.Input, i.Input.Version))], inside);

        void Add(IEnumerable<string> more)
        {
            foreach (var name in more.Where(names.Add).ToList())
            {
                waiting.Enqueue(name);
            }
        }
    }

    /// <summary>Static places with a value: of types in use, and of those that the store knows.</summary>
    private IEnumerable<(string Name, string Unit)> Statics(World world) =>
        engine.Variables.StaticsInUse.Where(s => engine.Variables.StaticsNamed(s.Name) is not null)
            .Concat(engine.Variables.Restless.Where(v => v.Owner is not null).Select(v => (v.Name, Unit: TypeHomes.UnitOf(world, v.Owner!) ?? ""))).DistinctBy(s => s.Name);

    /// <summary>Whether a static place may begin later: seen from the text, a bound from above.</summary>
    private static bool MayHaveStatics(World world, MemoParts parts) =>
        parts.Code.SelectMany(c => world.Graph.MembersOf(c.Unit)).Any(d => d.Kind == DefinitionKind.Type && d.Text.Contains("static", StringComparison.Ordinal));

    /// <summary>Asked once for a function and the code that is inside of the values it reads, and of its arguments.</summary>
    private string? PurityOf(World world, CompiledUnit unit, MemoContract memo, IReadOnlyCollection<string> inside, IReadOnlyList<HeldCode> held)
    {
        if (!ReferenceEquals(purityOf, world.Units))
        {
            purities.Clear();
            purityOf = world.Units;
        }

        var key = $"{memo.Function}\n{string.Join('\n', inside)}\n{string.Join('\n', held.Select(h => h.Name))}";
        if (!purities.TryGetValue(key, out var known))
        {
            purities[key] = known = MemoPurity.Impurity(engine, world, unit, memo, held);
        }

        return known;
    }

    /// <param name="Version">Null where its results are not kept.</param>
    /// <param name="Statics">How many static places were in use.</param>
    /// <param name="Units">Of the world in which it was looked at.</param>
    /// <param name="Impurity">Why its results are not kept; empty where they are.</param>
    private sealed record MemoState(MemoVersion? Version, MemoParts Parts, ImmutableArray<Seen> Inputs, int Statics, ImmutableDictionary<string, CompiledUnit>? Units, string Impurity);
}
