using System.Collections.Immutable;
using Stet.Model;

namespace Stet.Worlds;

/// <summary>
/// The deep hashes of a world that have been asked for. The next world goes on with those that no change has reached, so that asking again costs
/// nothing. Where a unit's is known, those of all units it refers to are.
/// </summary>
internal sealed class DeepHashes
{
    private readonly Lock gate = new();
    private ImmutableDictionary<string, ContentHash> known;

    private DeepHashes(ImmutableDictionary<string, ContentHash> known)
    {
        this.known = known;
    }

    public static DeepHashes None => new(ImmutableDictionary<string, ContentHash>.Empty);

    public ContentHash Of(string unit, World world)
    {
        lock (gate)
        {
            if (known.TryGetValue(unit, out var hash))
            {
                return hash;
            }

            var builder = known.ToBuilder();
            hash = Compute(unit, world, builder);
            known = builder.ToImmutable();
            return hash;
        }
    }

    /// <summary>Without the units that have changed and all that reach them.</summary>
    public DeepHashes After(UnitSet units, IEnumerable<string> changed)
    {
        ImmutableDictionary<string, ContentHash>.Builder left;
        lock (gate)
        {
            left = known.ToBuilder();
        }

        var waiting = new Stack<string>(changed);
        while (waiting.TryPop(out var unit))
        {
            left.Remove(unit);
            foreach (var referrer in units.Referrers[unit].Where(left.ContainsKey))
            {
                left.Remove(referrer);
                waiting.Push(referrer);
            }
        }

        return new(left.ToImmutable());
    }

    private static ContentHash Compute(string name, World world, ImmutableDictionary<string, ContentHash>.Builder known)
    {
        if (known.TryGetValue(name, out var found))
        {
            return found;
        }

        var unit = world.Units[name];
        var hash = new HashBuilder().Add(unit.Hash);
        foreach (var reference in unit.References)
        {
            hash.Add(reference).Add(world.Units.ContainsKey(reference) ? Compute(reference, world, known) : default);
        }

        foreach (var variable in unit.Variables)
        {
            hash.Add(variable).Add(world.Variables.GetValueOrDefault(variable, ""));
        }

        return known[name] = hash.ToHash();
    }
}
