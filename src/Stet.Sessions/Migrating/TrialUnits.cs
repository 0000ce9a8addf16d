using System.Reflection;
using Stet.Runtime;
using Stet.Runtime.Migrating;
using Stet.Runtime.Restoring;
using Stet.Sessions.Variables;
using Stet.Worlds;

namespace Stet.Sessions.Migrating;

/// <summary>The types of a prepared world, found by the names they had in the old one.</summary>
/// <param name="moves">Old full name to new full name, as <see cref="TypeMoves"/> finds them.</param>
/// <param name="changed">Keys of type definitions whose text is new: there nested types may have moved.</param>
/// <param name="before">The types of the old world; null where its definitions are not kept any more.</param>
internal sealed class TrialUnits(
    World world, WorldLoader loader, IReadOnlyDictionary<string, string> moves, IReadOnlyCollection<string> changed, OldTypes? before) : IUnitLoader
{
    private GenericChanges? generics;

    public NameChanges Names { get; init; } = NameChanges.None;

    public GenericChanges Generics => generics ??= new((unit, name) => before?.Find(unit, name), Find);

    public bool HasMoves => Names.Any || moves.Count > 0;

    public Assembly Load(string unit) => loader.Load(world, unit);

    public Type? Find(string unit, string stored)
    {
        var name = Names.Type(stored);
        var home = TypeHomes.UnitOf(world, name) ?? unit;
        var own = IsThere(home) ? Load(home).GetType(name) : null;
        return own ?? Moved(name) ?? Elsewhere(name);
    }

    private bool IsThere(string unit) => world.Units.ContainsKey(unit) || world.Broken.ContainsKey(unit);

    /// <summary>A type that has another name, or is in a type that has.</summary>
    private Type? Moved(string name)
    {
        for (var end = name.IndexOf('+'); ; end = name.IndexOf('+', end + 1))
        {
            var outer = end < 0 ? name : name[..end];
            if (moves.TryGetValue(outer, out var now) && HomeOf(now) is { } home && Load(home).GetType(now + name[outer.Length..]) is { } type)
            {
                return type;
            }

            if (end < 0)
            {
                return null;
            }
        }
    }

    private string? HomeOf(string type) => TypeHomes.UnitOf(world, type) ?? ReferenceTypes.UnitOf(world.References, type);

    /// <summary>A type of another place: nested before and not now, the other way round, or in a group with another first member.</summary>
    private Type? Elsewhere(string name)
    {
        var last = name[(name.LastIndexOfAny(['.', '+']) + 1)..];
        var units = changed.Where(world.Graph.GroupOf.ContainsKey).Select(k => world.Graph.GroupOf[k].UnitName).Distinct().Where(world.Units.ContainsKey);
        var all = units.SelectMany(u => Load(u).GetTypes()).ToList();
        var found = all.Where(t => t.FullName == name || t.Name == last).ToList();
        return found.FirstOrDefault(t => t.FullName == name) ?? (found is [var only] ? only : WithOtherParameters(all, name));
    }

    /// <summary>A nested type with another number of type parameters, or in a type with another number of them.</summary>
    private Type? WithOtherParameters(List<Type> all, string name)
    {
        var (top, rest) = name.IndexOf('+') is > 0 and var at ? (name[..at], name[at..]) : (name, "");
        return rest.Length > 0 && all.Where(t => TypeDefinitions.IsSameName(moves.GetValueOrDefault(top, top) + rest, t.FullName)).ToList() is [var only] ? only : null;
    }
}
