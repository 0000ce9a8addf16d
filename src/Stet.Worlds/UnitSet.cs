using System.Collections.Immutable;
using Stet.Model;

namespace Stet.Worlds;

/// <summary>The units of a world, its broken groups, and who refers to what. Immutable.</summary>
internal sealed class UnitSet
{
    public static UnitSet Empty { get; } = new();

    /// <summary>By unit name.</summary>
    public ImmutableDictionary<string, CompiledUnit> Units { get; private init; } = ImmutableDictionary<string, CompiledUnit>.Empty;

    public ImmutableDictionary<string, ImmutableArray<Diagnostic>> Broken { get; private init; } = ImmutableDictionary<string, ImmutableArray<Diagnostic>>.Empty;

    /// <summary>Of all groups, with a unit or broken.</summary>
    public ImmutableDictionary<string, UnitState> States { get; private init; } = ImmutableDictionary<string, UnitState>.Empty;

    /// <summary>From a unit's name to those whose code refers to it.</summary>
    public KeyIndex Referrers { get; private init; } = KeyIndex.Empty;

    /// <summary>From a variable to the units whose code reads or writes it.</summary>
    public KeyIndex Users { get; private init; } = KeyIndex.Empty;

    /// <summary>Names of the units with functions marked <c>[Memo]</c>.</summary>
    public ImmutableSortedSet<string> WithMemos { get; private init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <param name="settled">What has become of each group that was looked at; null where it is gone.</param>
    /// <param name="changed">Names of units that are new, gone or other than before.</param>
    public UnitSet With(IReadOnlyDictionary<string, SettledGroup?> settled, out IReadOnlyList<string> changed)
    {
        var (units, broken, states) = (Units.ToBuilder(), Broken.ToBuilder(), States.ToBuilder());
        var (referrers, users) = (new KeyChanges(), new KeyChanges());
        var other = new List<string>();
        var memos = WithMemos;
        foreach (var (name, now) in settled)
        {
            var before = Units.GetValueOrDefault(name);
            Put(units, name, now?.Unit);
            Put(states, name, now?.State);
            Put(broken, name, now is { Unit: null } ? now.Errors : null);
            memos = now?.Unit is { Memos.IsEmpty: false } ? memos.Add(name) : memos.Remove(name);
            if (before?.Hash != now?.Unit?.Hash)
            {
                referrers.Move(name, before?.References ?? [], now?.Unit?.References ?? []);
                users.Move(name, before?.Variables ?? [], now?.Unit?.Variables ?? []);
                other.Add(name);
            }
        }

        changed = other;
        return new() { Units = units.ToImmutable(), Broken = broken.ToImmutable(), States = states.ToImmutable(), Referrers = Referrers.With(referrers), Users = Users.With(users), WithMemos = memos };
    }

    private static void Put<T>(ImmutableDictionary<string, T>.Builder map, string name, T? value)
        where T : class
    {
        if (value is null)
        {
            map.Remove(name);
        }
        else
        {
            map[name] = value;
        }
    }

    private static void Put<T>(ImmutableDictionary<string, T>.Builder map, string name, T? value)
        where T : struct
    {
        if (value is { } present)
        {
            map[name] = present;
        }
        else
        {
            map.Remove(name);
        }
    }
}

/// <summary>What a step has made of a group.</summary>
/// <param name="Unit">Null exactly where there are errors.</param>
internal sealed record SettledGroup(UnitState State, CompiledUnit? Unit, ImmutableArray<Diagnostic> Errors);
