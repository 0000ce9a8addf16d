using System.Collections.Immutable;

namespace Stet.Worlds;

/// <summary>
/// From one <see cref="DefinitionGraph"/> to the next, by what has changed: names are resolved again only for changed definitions and for those that
/// may name one that came or went; groups are found again only where an edge was added against the order of levels or removed inside a group.
/// </summary>
internal sealed class GraphUpdate
{
    private readonly DefinitionGraph from;

    /// <summary>Definitions whose text is another than before; where they live does not count.</summary>
    private readonly List<(Definition? Before, Definition? After)> changes = [];

    /// <summary>Keys of all definitions that were given anew.</summary>
    private readonly List<string> set = [];

    private readonly NameIndex names;
    private readonly ImmutableSortedDictionary<string, Definition>.Builder definitions;
    private readonly ImmutableDictionary<string, ImmutableArray<string>>.Builder edges;
    private readonly ImmutableDictionary<string, DefinitionGroup>.Builder groupOf;
    private readonly ImmutableDictionary<string, GroupNode>.Builder nodes;

    /// <summary>Keys whose group may have become another.</summary>
    private readonly HashSet<string> regroup = [];

    /// <summary>Units with new members, those that others depend on first.</summary>
    private readonly List<string> formed = [];

    /// <summary>Keys whose group must find its dependencies anew.</summary>
    private readonly HashSet<string> relink = [];

    private GraphUpdate(DefinitionGraph from, DefinitionChange change, ImmutableDictionary<string, string> variables, ImmutableDictionary<string, string> aliases)
    {
        this.from = from;
        definitions = from.Definitions.ToBuilder();
        foreach (var definition in change.Set)
        {
            var before = from.Definitions.GetValueOrDefault(definition.Key);
            definitions[definition.Key] = definition;
            set.Add(definition.Key);
            if (before?.Text != definition.Text)
            {
                changes.Add((before, definition));
            }
        }

        foreach (var key in change.Removed)
        {
            changes.Add((from.Definitions[key], null));
            definitions.Remove(key);
        }

        names = from.Names.With(changes, variables, aliases);
        edges = from.Edges.ToBuilder();
        groupOf = from.GroupOf.ToBuilder();
        nodes = from.Nodes.ToBuilder();
    }

    /// <param name="aliases">See <see cref="NameIndex.Aliases"/>.</param>
    public static GraphChange Take(DefinitionGraph from, DefinitionChange change, ImmutableDictionary<string, string> variables, ImmutableDictionary<string, string> aliases)
    {
        if (change.Set.IsEmpty && change.Removed.IsEmpty && from.Names.Retyped(variables).Count + from.Names.Renamed(aliases).Count == 0)
        {
            return new(from, []);
        }

        var update = new GraphUpdate(from, change, variables, aliases);
        if (update.names.Ambient.SequenceEqual(from.Names.Ambient) || from.Definitions.IsEmpty)
        {
            return update.Run();
        }

        // What is ambient has an edge from everything.
        var whole = Take(DefinitionGraph.Empty, new([.. update.definitions.Values], []), variables, aliases);
        return whole with { Touched = [.. whole.Touched.Union(from.Nodes.Keys)] };
    }

    private GraphChange Run()
    {
        var retyped = from.Names.Retyped(names.Variables).Union(from.Names.Renamed(names.Aliases)).SelectMany(name => names.MentioningVariable(name)).Where(definitions.ContainsKey).ToHashSet();
        foreach (var key in Renamed().Union(retyped).Union(changes.Where(c => c.After is not null).Select(c => c.After!.Key)).Where(definitions.ContainsKey))
        {
            ResolveAgain(key);
        }

        foreach (var removed in changes.Where(c => c.After is null).Select(c => c.Before!.Key))
        {
            edges.Remove(removed);
            regroup.UnionWith(from.GroupOf[removed].Members.Select(m => m.Key));
        }

        HashSet<string> touched = [.. Regroup()];
        TakeOverMoved();
        touched.UnionWith(retyped.Select(key => groupOf[key].UnitName));
        touched.UnionWith(changes.Where(c => c.After is not null).Select(c => groupOf[c.After!.Key].UnitName));
        touched.UnionWith(Relink());
        return new(
            new() { Definitions = definitions.ToImmutable(), GroupOf = groupOf.ToImmutable(), Nodes = nodes.ToImmutable(), Edges = edges.ToImmutable(), Names = names },
            touched);
    }

    /// <summary>Those that may name a definition which came or went, or gained or lost an extension.</summary>
    private HashSet<string> Renamed()
    {
        var keys = new HashSet<string>();
        foreach (var (before, after) in changes.Where(c => c.Before is null || c.After is null || !c.Before.Names.Extensions.SetEquals(c.After.Names.Extensions)))
        {
            keys.UnionWith(before is null ? [] : names.Mentioning(before));
            keys.UnionWith(after is null ? [] : names.Mentioning(after));
        }

        return keys;
    }

    private void ResolveAgain(string key)
    {
        var resolved = names.Resolve(definitions[key].Names);
        resolved.Remove(key);
        var before = edges.GetValueOrDefault(key);
        if (!before.IsDefault && resolved.SetEquals(before) && from.Definitions.ContainsKey(key))
        {
            relink.UnionWith(SameContract(key) ? [] : [key]);
            return;
        }

        edges[key] = [.. resolved.Order(StringComparer.Ordinal)];
        relink.Add(key);
        var old = before.IsDefault ? [] : before;
        if (from.GroupOf.TryGetValue(key, out var group) ? resolved.Except(old).Any(target => !IsBelow(target, group)) : IsUsed(definitions[key]))
        {
            regroup.Add(key);
        }

        if (group is { Members.Length: > 1 } && old.Any(target => !resolved.Contains(target) && from.GroupOf[target] == group))
        {
            regroup.UnionWith(group.Members.Select(m => m.Key));
        }
    }

    /// <summary>Whether the contract names the same as before: then the group's dependencies stand.</summary>
    private bool SameContract(string key) =>
        ReferenceEquals(from.Definitions[key], definitions[key]) || from.Definitions[key].Names.ContractMentions.SetEquals(definitions[key].Names.ContractMentions);

    /// <summary>What nothing may name is in no circle.</summary>
    private bool IsUsed(Definition definition) => definition.Names.AmbientExtensions || names.Mentioning(definition).Any(key => key != definition.Key);

    /// <summary>An edge down the order of levels closes no circle.</summary>
    private bool IsBelow(string target, DefinitionGroup group) =>
        from.GroupOf.TryGetValue(target, out var other) && from.Nodes[other.UnitName].Level < from.Nodes[group.UnitName].Level;

    /// <summary>Finds the groups again of what can be reached from where edges have changed.</summary>
    /// <returns>Names of units that are gone or have other members.</returns>
    private HashSet<string> Regroup()
    {
        var touched = new HashSet<string>();
        foreach (var component in ComponentFinder.Find(regroup.Where(definitions.ContainsKey), EdgesOf))
        {
            Definition[] members = [.. component.Order(StringComparer.Ordinal).Select(key => definitions[key])];
            if (!groupOf.TryGetValue(members[0].Key, out var old) || !old.Members.Select(m => m.Key).SequenceEqual(members.Select(m => m.Key)))
            {
                touched.UnionWith(Form(new([.. members])));
            }
        }

        touched.UnionWith(changes.Where(c => c.After is not null && !groupOf.ContainsKey(c.After.Key)).SelectMany(c => Form(new([c.After!]))));
        touched.UnionWith(changes.Where(c => c.After is null).SelectMany(c => Leave(c.Before!.Key)));
        return touched;
    }

    private IEnumerable<string> EdgesOf(string key) => names.Ambient.IsEmpty ? edges[key] : edges[key].Union(names.Ambient).Where(target => target != key);

    private List<string> Form(DefinitionGroup group)
    {
        List<string> touched = [.. group.Members.SelectMany(m => Leave(m.Key)), group.UnitName];
        foreach (var member in group.Members)
        {
            groupOf[member.Key] = group;
            relink.Add(member.Key);
            relink.UnionWith(member.Names.AmbientExtensions ? definitions.Keys : names.Mentioning(member));
        }

        formed.Add(group.UnitName);
        nodes[group.UnitName] = new(group, [], [], from.Nodes.GetValueOrDefault(group.UnitName)?.Level ?? 0);
        return touched;
    }

    private IEnumerable<string> Leave(string key)
    {
        if (!groupOf.Remove(key, out var old))
        {
            return [];
        }

        if (nodes.TryGetValue(old.UnitName, out var node) && node.Group == old)
        {
            nodes.Remove(old.UnitName);
        }

        return [old.UnitName];
    }

    /// <summary>Groups with the same keys as before hold the definitions as they are now.</summary>
    private void TakeOverMoved()
    {
        foreach (var group in set.Select(key => groupOf[key]).Distinct().Where(g => g.Members.Any(m => !ReferenceEquals(m, definitions[m.Key]))).ToList())
        {
            var now = new DefinitionGroup([.. group.Members.Select(m => definitions[m.Key])]);
            nodes[now.UnitName] = nodes[now.UnitName] with { Group = now };
            foreach (var member in now.Members)
            {
                groupOf[member.Key] = now;
            }
        }
    }

    /// <summary>Finds the dependencies and levels again of groups with changed edges.</summary>
    private HashSet<string> Relink()
    {
        var units = relink.Where(groupOf.ContainsKey).Select(key => groupOf[key].UnitName).ToHashSet();
        foreach (var unit in units)
        {
            var group = nodes[unit].Group;
            nodes[unit] = nodes[unit] with
            {
                Dependencies = Outside(group, group.Members.SelectMany(m => EdgesOf(m.Key))),
                ContractDependencies = Outside(group, group.Members.SelectMany(m => names.ResolveContract(m.Names).Concat(names.Ambient))),
            };
        }

        SetLevels(formed.Where(nodes.ContainsKey).Union(units));
        return units;
    }

    private ImmutableArray<string> Outside(DefinitionGroup group, IEnumerable<string> keys) =>
        [.. keys.Select(key => groupOf[key].UnitName).Where(unit => unit != group.UnitName).Distinct().Order(StringComparer.Ordinal)];

    private void SetLevels(IEnumerable<string> units)
    {
        var waiting = new Queue<string>(units);
        var isWaiting = new HashSet<string>(waiting);
        while (waiting.TryDequeue(out var unit))
        {
            isWaiting.Remove(unit);
            var node = nodes[unit];
            var level = node.Dependencies.IsEmpty ? 0 : node.Dependencies.Max(d => nodes[d].Level) + 1;
            if (level > nodes.Count)
            {
                throw new InvalidOperationException($"The groups of {unit} depend on each other in a circle: they should be one group.");
            }

            if (level != node.Level)
            {
                nodes[unit] = node with { Level = level };
                foreach (var dependent in DependentsOf(node.Group).Where(isWaiting.Add))
                {
                    waiting.Enqueue(dependent);
                }
            }
        }
    }

    private IEnumerable<string> DependentsOf(DefinitionGroup group)
    {
        IEnumerable<string> keys = group.Members.Any(m => m.Names.AmbientExtensions) ? definitions.Keys : group.Members.SelectMany(names.Mentioning);
        return keys.Select(key => groupOf[key].UnitName).Where(unit => unit != group.UnitName).Distinct();
    }
}

/// <param name="Touched">Names of units whose group, dependencies, source or variables may be other than before; of those that are gone too.</param>
internal sealed record GraphChange(DefinitionGraph Graph, IReadOnlyCollection<string> Touched);
