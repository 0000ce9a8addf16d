using System.Collections.Immutable;

namespace Stet.Worlds;

/// <summary>
/// Which definition may name which. Edges come from names alone, so they are a superset of the real dependencies.
/// Definitions that may reach each other form one <see cref="DefinitionGroup"/>: they are compiled together.
/// </summary>
public sealed class DefinitionGraph
{
    private readonly ImmutableDictionary<string, ImmutableArray<string>> keysBySimpleName;
    private readonly ImmutableDictionary<string, ImmutableArray<string>> keysByExtension;
    private readonly ImmutableArray<string> ambient;

    private readonly ImmutableDictionary<string, string> variables;
    private readonly ImmutableHashSet<string> mentioned;

    private DefinitionGraph(ImmutableSortedDictionary<string, Definition> definitions, ImmutableDictionary<string, string> variables)
    {
        Definitions = definitions;
        this.variables = variables;
        mentioned = [.. definitions.Values.SelectMany(d => d.Names.Mentions)];
        keysBySimpleName = Index(definitions.Values, d => [d.SimpleName]);
        keysByExtension = Index(definitions.Values, d => d.Names.Extensions);
        ambient = [.. definitions.Values.Where(d => d.Names.AmbientExtensions).Select(d => d.Key)];
        Groups = ComponentFinder.Find(definitions.Keys, key => DependenciesOf(definitions[key].Names).Where(k => k != key))
            .Select(keys => new DefinitionGroup([.. keys.Order(StringComparer.Ordinal).Select(k => definitions[k])]))
            .ToImmutableArray();
        GroupOf = Groups.SelectMany(g => g.Members.Select(m => KeyValuePair.Create(m.Key, g))).ToImmutableDictionary();
    }

    public static DefinitionGraph Empty { get; } = Of([], ImmutableDictionary<string, string>.Empty);

    public ImmutableSortedDictionary<string, Definition> Definitions { get; }

    /// <summary>Every group after all groups that it may name.</summary>
    public ImmutableArray<DefinitionGroup> Groups { get; }

    /// <summary>By definition key.</summary>
    public ImmutableDictionary<string, DefinitionGroup> GroupOf { get; }

    /// <param name="variables">Name and C# type of the workspace's variables: who mentions a variable depends on what its type mentions.</param>
    public static DefinitionGraph Of(IEnumerable<Definition> definitions, ImmutableDictionary<string, string> variables) =>
        new(definitions.ToImmutableSortedDictionary(d => d.Key, d => d, StringComparer.Ordinal), variables);

    /// <summary>Whether any definition may name this.</summary>
    public bool Mentions(string name) => mentioned.Contains(name);

    /// <summary>Keys of all definitions that code with these names may mean.</summary>
    public IReadOnlySet<string> DependenciesOf(NameUse names) => Resolve(names.Mentions, names.MemberMentions);

    /// <summary>Keys of the definitions that the contract (the part others compile against) may mean.</summary>
    public IReadOnlySet<string> ContractDependenciesOf(NameUse names) => Resolve(names.ContractMentions, []);

    /// <summary>Keys of definitions with this simple name.</summary>
    public ImmutableArray<string> Named(string simpleName) => keysBySimpleName.GetValueOrDefault(simpleName, []);

    private HashSet<string> Resolve(ImmutableHashSet<string> mentions, ImmutableHashSet<string> memberMentions)
    {
        var keys = new HashSet<string>(ambient);
        foreach (var mention in mentions)
        {
            keys.UnionWith(Named(mention));
            if (variables.TryGetValue(mention, out var type))
            {
                keys.UnionWith(IdentifierScan.In(type).SelectMany(name => Named(name)));
            }
        }

        foreach (var member in memberMentions.Where(keysByExtension.ContainsKey))
        {
            keys.UnionWith(keysByExtension[member]);
        }

        return keys;
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> Index(IEnumerable<Definition> definitions, Func<Definition, IEnumerable<string>> names) =>
        definitions.SelectMany(d => names(d).Select(name => (name, d.Key)))
            .GroupBy(pair => pair.name, pair => pair.Key)
            .ToImmutableDictionary(g => g.Key, g => g.ToImmutableArray());
}

/// <summary>One definition, or several that may refer to each other in a circle: the thing that is compiled into one unit.</summary>
public sealed record DefinitionGroup(ImmutableArray<Definition> Members)
{
    /// <summary>The unit's name: stable while the group keeps its first member.</summary>
    public string UnitName { get; } = "w." + Members[0].Key;
}
