using System.Reflection;
using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Migrating;
using Stet.Runtime.Restoring;
using Stet.Sessions.Variables;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Migrating;

/// <summary>
/// Carries the values of changed types to a prepared world, beside the running one: every image that holds such values is restored with the new types.
/// Nothing is changed; either all values come with, or the reasons why not.
/// </summary>
internal sealed class Carrying(WorkspaceStore store, VariableTable variables, Func<WorldLoader> loader)
{
    /// <param name="changed">Keys of definitions whose text differs.</param>
    /// <param name="without">Variables that stay behind.</param>
    /// <param name="renamed">What has another name and is otherwise as it was: no <c>Migrate</c> is asked.</param>
    public Carried Try(
        World from, World to, IReadOnlyCollection<string> changed, IReadOnlyDictionary<string, string> moves, IReadOnlyCollection<string> without, IReadOnlyList<RenamedName>? renamed = null)
    {
        var trial = loader().Trial();
        var affected = renamed is null ? Affected(from, to, changed, trial.Loader) : AffectedByNames(from, to, changed, trial.Loader);
        var concerned = Holding(affected, without);
        if (concerned.Count == 0)
        {
            return Carried.Nothing;
        }

        Task.WaitAll([.. concerned.Select(v => v.Keeping)]);
        var rules = new MigrationRules(renamed is null ? Hooked(affected, from, to, moves) : []);
        var names = new NameChanges(renamed ?? []);
        var restorer = new Restorer(Units(from, to, changed, moves, trial.Loader, names), store);
        var carried = new List<CarriedVariable>();
        var troubles = new List<ValueTrouble>();
        var mismatches = new List<FieldMismatch>();
        var gone = new List<string>();
        var objects = 0L;
        foreach (var image in concerned.GroupBy(v => v.Stored!.Image))
        {
            List<Variable> sharers = [.. image];
            if (sharers.FirstOrDefault(v => v.Trouble.Length > 0) is { } unkept)
            {
                troubles.Add(new(sharers, unkept.Name, $"its newest value is not kept: {unkept.Trouble}", 1));
                continue;
            }

            if (renamed is null && sharers.All(v => GoesWithItsType(v, to, moves)))
            {
                gone.AddRange(sharers.Select(v => v.Name));
                continue;
            }

            var before = carried.Count;
            if (Restore(restorer, rules, sharers, carried, troubles, mismatches, names) is { } restored)
            {
                objects += restored.Objects;
                gone.AddRange(GoneNames(sharers, carried.Skip(before), to));
            }
        }

        troubles.AddRange(Together(carried));
        return new(trial, carried, troubles, troubles.Count > 0 || renamed is not null ? [] : Notes(carried, mismatches)) { Gone = gone, Objects = objects };
    }

    /// <summary>The types of a prepared world, by the names that they have in the running one.</summary>
    public TrialUnits TypesIn(World from, World to, IReadOnlyCollection<string> changed, IReadOnlyDictionary<string, string> moves) =>
        Units(from, to, changed, moves, loader().Trial().Loader, NameChanges.None);

    private TrialUnits Units(World from, World to, IReadOnlyCollection<string> changed, IReadOnlyDictionary<string, string> moves, WorldLoader trial, NameChanges names) =>
        new(to, trial, moves, [.. changed.Where(to.Graph.Definitions.ContainsKey)], new(from, trial)) { Names = names };

    /// <summary>Static places of several instances of a generic type that would be those of one type now.</summary>
    private static IEnumerable<ValueTrouble> Together(List<CarriedVariable> carried) =>
        carried.Where(c => c.Variable.Owner is not null).GroupBy(c => c.Variable.Name).Where(g => g.Count() > 1).SelectMany(g => g)
            .Select(c => new ValueTrouble([c.Was], c.Was.Name, $"the static places of several types would be those of one, {c.Variable.Name["static ".Length..]}", 1));

    /// <summary>The variables that hold values which are to be carried.</summary>
    public IReadOnlyList<Variable> Concerned(World from, World to, IReadOnlyCollection<string> changed, IReadOnlyCollection<string> without) =>
        Holding(Affected(from, to, changed, loader().Trial().Loader), without);

    private List<Variable> Holding(HashSet<string> affected, IReadOnlyCollection<string> without) =>
        [.. variables.All.Where(v => !without.Contains(v.Name) && v.Stored?.Units.Any(affected.Contains) == true)];

    /// <summary>The units of which some variable holds values that have another form in the new world.</summary>
    private HashSet<string> Affected(World from, World to, IReadOnlyCollection<string> changed, WorldLoader trial)
    {
        var held = variables.All.Where(v => v.Stored is not null).SelectMany(v => v.Stored!.Units).ToHashSet();
        return [.. held.Where(u => IsAffected(u, from, to, changed, trial))];
    }

    /// <summary>The same where names have changed: what refers to a member by its name may be in any code of a definition that has another text.</summary>
    private HashSet<string> AffectedByNames(World from, World to, IReadOnlyCollection<string> changed, WorldLoader trial) =>
    [
        .. Affected(from, to, changed, trial),
        .. changed.Where(from.Graph.GroupOf.ContainsKey).Select(k => from.Graph.GroupOf[k].UnitName),
    ];

    /// <returns>Null where not all of the image could be had.</returns>
    private RestoredImage? Restore(
        Restorer restorer, MigrationRules rules, List<Variable> sharers, List<CarriedVariable> carried, List<ValueTrouble> troubles, List<FieldMismatch> mismatches, NameChanges names)
    {
        try
        {
            if (sharers[0].Stored!.Image == default)
            {
                return null;
            }

            var restored = restorer.Migrate(store.ReadImage(sharers[0].Stored!.Image), rules, CancellationToken.None, number => sharers[0].Stored!.Live?[number]);
            troubles.AddRange(restored.Problems.Select(p => new ValueTrouble(sharers, p.Path, p.Reason, p.Count)));
            Renamed(sharers, restored.Values, names);
            carried.AddRange(restored.Problems.Count > 0 ? [] : sharers.Select(v => Carry(v, restored.Values[v.Name], restored.Types[v.Name])).OfType<CarriedVariable>());
            mismatches.AddRange(restored.Mismatches);
            return restored.Problems.Count == 0 ? restored : null;
        }
        catch (BrokenUnitException)
        {
            return null; // Its types are broken, which is told as such; the value stays in the store until they are mended.
        }
        catch (Exception trouble) when (trouble is DamagedStoreException or KeyNotFoundException)
        {
            troubles.Add(new(sharers, sharers[0].Name, trouble.Message, 1));
            return null;
        }
    }

    /// <summary>Static places know themselves by name.</summary>
    private static void Renamed(List<Variable> sharers, IReadOnlyDictionary<string, object?> values, NameChanges names)
    {
        foreach (var statics in names.Any ? sharers.Where(v => v.Owner is not null) : [])
        {
            (values.GetValueOrDefault(statics.Name) as StaticFields)?.Rename(name => names.Member(statics.Owner!, name));
        }
    }

    /// <summary>Static places of a type that is no more: what they hold goes, whatever it is.</summary>
    private static bool GoesWithItsType(Variable variable, World to, IReadOnlyDictionary<string, string> moves) =>
        variable.Owner is { } owner && TypeHomes.UnitOf(to, owner) is null && !moves.ContainsKey(owner.Split('+')[0]);

    /// <summary>Static places that are not carried, or not under their old name.</summary>
    private static IEnumerable<string> GoneNames(List<Variable> sharers, IEnumerable<CarriedVariable> carried, World to) =>
        sharers.Where(v => v.Owner is not null && !(TypeHomes.UnitOf(to, v.Owner) is { } unit && to.Broken.ContainsKey(unit))).Select(v => v.Name).Except(carried.Select(c => c.Variable.Name));

    /// <summary>Null for static places that are not carried: of a type that is gone, or is broken and has them in the store.</summary>
    private static CarriedVariable? Carry(Variable variable, object? value, Type type) =>
        variable.Owner is null ? new(variable, variable, value, type) : StaticFields.OwnerOf(type) is { } owner ? new(variable, variable.OwnedBy(owner), value, type) : null;

    /// <summary>Whether values of the unit's types have another form in the new world, must be computed again, or may be keys that are equal now.</summary>
    private static bool IsAffected(string unit, World from, World to, IReadOnlyCollection<string> changed, WorldLoader trial)
    {
        if (from.Units.GetValueOrDefault(unit) is { File: not null } assembly)
        {
            return to.Units.GetValueOrDefault(unit)?.Hash != assembly.Hash;
        }

        var members = from.Graph.MembersOf(unit);
        var types = members.Where(m => m.Kind == DefinitionKind.Type).ToList();
        if (types.Any(old => changed.Contains(old.Key) && to.Graph.Definitions.GetValueOrDefault(old.Key) is var now
            && (now?.Names.ShapeText != old.Names.ShapeText || HookText(old) != HookText(now) || StaticsText(old) != StaticsText(now) || ComparingText(old) != ComparingText(now))))
        {
            return true;
        }

        if (members.Any(m => m.Kind == DefinitionKind.Function && changed.Contains(m.Key) && to.Graph.Definitions.GetValueOrDefault(m.Key)?.Names.ContractText != m.Names.ContractText))
        {
            return true;
        }

        if (types.Any(t => to.Graph.GroupOf.TryGetValue(t.Key, out var group) && group.UnitName != unit))
        {
            return true;
        }

        return types.Count > 0 && from.Units.ContainsKey(unit) && to.Units.ContainsKey(unit) && from.DeepHash(unit) != to.DeepHash(unit) && Computes(trial.Load(to, unit));
    }

    private static bool Computes(Assembly unit) => unit.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Any(m => m.Name.StartsWith(HiddenMembers.Derived, StringComparison.Ordinal) || m.Name.StartsWith(HiddenMembers.Lazy, StringComparison.Ordinal));

    /// <summary>Units of the new world whose types' own <c>Migrate</c> is called, with the old definitions.</summary>
    internal static Dictionary<string, string> Hooked(IEnumerable<string> affected, World from, World to, IReadOnlyDictionary<string, string> moves)
    {
        var hooked = new Dictionary<string, string>();
        foreach (var old in affected.SelectMany(u => from.Graph.MembersOf(u)).Where(m => m.Kind == DefinitionKind.Type))
        {
            var key = moves.GetValueOrDefault(old.Key, old.Key);
            if (to.Graph.Definitions.TryGetValue(key, out var now) && HookText(now).Length > 0
                && (HookText(now) != HookText(old) || now.Names.ShapeText != old.Names.ShapeText || key != old.Key))
            {
                var (unit, text) = (to.Graph.GroupOf[key].UnitName, string.Join("\n\n", old.Parts.Select(p => p.Text)));
                hooked[unit] = hooked.TryGetValue(unit, out var before) ? $"{before}\n\n{text}" : text;
            }
        }

        foreach (var type in ReferenceTypes.Between(from.References, to.References).Hooked(moves))
        {
            hooked[MigrationRules.KeyOf(type.Unit, type.Type.Name)] = "";
        }

        return hooked;
    }

    /// <summary>Whether some type of the unit is stored in another way, has another <c>Migrate</c>, or is no more.</summary>
    internal static bool HasOtherForm(string unit, World from, World to) => from.Graph.MembersOf(unit).Where(m => m.Kind == DefinitionKind.Type)
        .Any(old => to.Graph.Definitions.GetValueOrDefault(old.Key) is not { } now || now.Names.ShapeText != old.Names.ShapeText || HookText(now) != HookText(old) || StaticsText(now) != StaticsText(old));

    private static string HookText(Definition? definition) => definition is null ? "" : Language.Parsing.MigrateHook.TextOf(definition);

    private static string ComparingText(Definition? definition) => definition is null ? "" : Language.Parsing.ComparingMembers.TextOf(definition);

    private static string StaticsText(Definition? definition) => definition is null ? "" : Language.Parsing.StaticSlots.TextOf(definition);

    private static List<Note> Notes(List<CarriedVariable> carried, List<FieldMismatch> mismatches)
    {
        if (carried.Count == 0)
        {
            return [];
        }

        var names = carried.Select(c => c.Variable.Name).Order(StringComparer.Ordinal).ToList();
        var added = string.Join(", ", mismatches.Where(m => !m.InImage).Select(m => $"{m.Type}.{m.Field}").Distinct());
        var gone = string.Join(", ", mismatches.Where(m => m.InImage).Select(m => $"{m.Type}.{m.Field}").Distinct());
        var text = $"migrated: {string.Join(", ", names)}" + (added.Length > 0 ? $"; new: {added}" : "") + (gone.Length > 0 ? $"; gone: {gone} (earlier values: at(n))" : "");
        return [new(NoteKind.Migrated, text, names)];
    }
}
