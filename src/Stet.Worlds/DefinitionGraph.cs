using System.Collections.Immutable;

namespace Stet.Worlds;

/// <summary>
/// Which definition may name which. Edges come from names alone, so they are a superset of the real dependencies.
/// Definitions that may reach each other form one <see cref="DefinitionGroup"/>: they are compiled together.
/// Immutable; <see cref="GraphUpdate"/> makes the next one from what has changed, and the result is the one that would be made from nothing
/// (held by <c>IncrementalStepTests</c>).
/// </summary>
public sealed class DefinitionGraph
{
    internal static ImmutableSortedDictionary<string, Definition> NoDefinitions { get; } = ImmutableSortedDictionary<string, Definition>.Empty.WithComparers(StringComparer.Ordinal);

    public static DefinitionGraph Empty { get; } = new();

    public ImmutableSortedDictionary<string, Definition> Definitions { get; internal init; } = NoDefinitions;

    /// <summary>By definition key.</summary>
    public ImmutableDictionary<string, DefinitionGroup> GroupOf { get; internal init; } = ImmutableDictionary<string, DefinitionGroup>.Empty;

    /// <summary>Every group after all groups that it may name.</summary>
    public IEnumerable<DefinitionGroup> Groups => Nodes.Values.OrderBy(n => n.Level).ThenBy(n => n.Group.UnitName, StringComparer.Ordinal).Select(n => n.Group);

    /// <summary>By unit name.</summary>
    internal ImmutableDictionary<string, GroupNode> Nodes { get; init; } = ImmutableDictionary<string, GroupNode>.Empty;

    /// <summary>From each key to those it may name, itself and what is ambient not counted.</summary>
    internal ImmutableDictionary<string, ImmutableArray<string>> Edges { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    internal NameIndex Names { get; init; } = NameIndex.Empty;

    /// <param name="variables">Name and C# type of the workspace's variables: who mentions a variable depends on what its type mentions.</param>
    public static DefinitionGraph Of(IEnumerable<Definition> definitions, ImmutableDictionary<string, string> variables) =>
        GraphUpdate.Take(Empty, new([.. definitions], []), variables, ImmutableDictionary<string, string>.Empty).Graph;

    /// <summary>The members of a unit's group; none where there is no such unit.</summary>
    public ImmutableArray<Definition> MembersOf(string unit) => Nodes.TryGetValue(unit, out var node) ? node.Group.Members : [];

    /// <summary>Whether any definition may name this.</summary>
    public bool Mentions(string name) => Names.Mentions(name);

    /// <summary>Keys of all definitions that code with these names may mean.</summary>
    public IReadOnlySet<string> DependenciesOf(NameUse names) => WithAmbient(Names.Resolve(names));

    /// <summary>Keys of the definitions that the contract (the part others compile against) may mean.</summary>
    public IReadOnlySet<string> ContractDependenciesOf(NameUse names) => WithAmbient(Names.ResolveContract(names));

    /// <summary>Keys of definitions with this simple name.</summary>
    public ImmutableArray<string> Named(string simpleName) => Names.KeysOf(simpleName);

    /// <summary>The groups that may name the group, itself not counted.</summary>
    internal IEnumerable<GroupNode> DependentsOf(DefinitionGroup group)
    {
        IEnumerable<string> keys = group.Members.Any(m => m.Names.AmbientExtensions) ? Definitions.Keys : group.Members.SelectMany(Names.Mentioning);
        return keys.Select(key => GroupOf[key]).Where(g => g != group).Distinct().Select(g => Nodes[g.UnitName]);
    }

    private HashSet<string> WithAmbient(HashSet<string> keys)
    {
        keys.UnionWith(Names.Ambient);
        return keys;
    }
}
