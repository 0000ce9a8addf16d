using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Stet.Worlds;

/// <summary>From names to the keys that belong to each. Immutable; a change costs what the concerned names hold.</summary>
internal sealed class KeyIndex
{
    private readonly ImmutableDictionary<string, ImmutableArray<string>> keys;

    private KeyIndex(ImmutableDictionary<string, ImmutableArray<string>> keys)
    {
        this.keys = keys;
    }

    public static KeyIndex Empty { get; } = new(ImmutableDictionary<string, ImmutableArray<string>>.Empty);

    /// <summary>The keys of a name, in no order that means anything.</summary>
    public ImmutableArray<string> this[string name] => keys.TryGetValue(name, out var found) ? found : [];

    public bool Contains(string name) => keys.ContainsKey(name);

    public KeyIndex With(KeyChanges changes)
    {
        if (changes.ByName.Count == 0)
        {
            return this;
        }

        var builder = keys.ToBuilder();
        foreach (var (name, (removed, added)) in changes.ByName)
        {
            var left = builder.GetValueOrDefault(name, []).Where(key => !removed.Contains(key) && !added.Contains(key)).Concat(added).ToImmutableArray();
            if (left.IsEmpty)
            {
                builder.Remove(name);
            }
            else
            {
                builder[name] = left;
            }
        }

        return new(builder.ToImmutable());
    }
}

/// <summary>Which keys leave and join which names; collected first, so that each name is rewritten once.</summary>
internal sealed class KeyChanges
{
    private readonly Dictionary<string, (HashSet<string> Removed, HashSet<string> Added)> byName = [];

    public IReadOnlyDictionary<string, (HashSet<string> Removed, HashSet<string> Added)> ByName => byName;

    /// <summary>The key belonged to the first names and belongs to the second now.</summary>
    public void Move(string key, IReadOnlyCollection<string> before, IReadOnlyCollection<string> after)
    {
        foreach (var name in before.Where(name => !after.Contains(name)))
        {
            Of(name).Removed.Add(key);
        }

        foreach (var name in after.Where(name => !before.Contains(name)))
        {
            Of(name).Added.Add(key);
        }
    }

    private (HashSet<string> Removed, HashSet<string> Added) Of(string name)
    {
        ref var change = ref CollectionsMarshal.GetValueRefOrAddDefault(byName, name, out var isKnown);
        if (!isKnown)
        {
            change = ([], []);
        }

        return change;
    }
}
