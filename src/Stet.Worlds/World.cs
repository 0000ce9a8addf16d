using System.Collections.Immutable;
using Stet.Model;

namespace Stet.Worlds;

/// <summary>
/// An immutable, consistent set of definitions with their compiled units. Invariants (held by <c>WorldStepTests</c>):
/// every definition belongs to exactly one group; a group has a unit or is broken, never both; a unit refers only to
/// units of this world; no unit was compiled against a contract that is not in this world.
/// </summary>
public sealed class World
{
    private readonly DeepHashes deepHashes;

    internal World(WorldNumber number, DefinitionGraph graph, UnitSet units, DeepHashes deepHashes, ImmutableArray<string> usings, ReferenceSet references)
    {
        Number = number;
        Graph = graph;
        Set = units;
        this.deepHashes = deepHashes;
        Usings = usings;
        References = references;
    }

    public static World Empty(ImmutableArray<string> usings) => new(new(0), DefinitionGraph.Empty, UnitSet.Empty, DeepHashes.None, usings, ReferenceSet.None);

    public WorldNumber Number { get; }

    public DefinitionGraph Graph { get; }

    /// <summary>By unit name.</summary>
    public ImmutableDictionary<string, CompiledUnit> Units => Set.Units;

    /// <summary>Unit names whose definitions do not compile (accepted by <c>force</c>), with the reasons.</summary>
    public ImmutableDictionary<string, ImmutableArray<Diagnostic>> Broken => Set.Broken;

    /// <summary>Name to C# type of every workspace variable.</summary>
    public ImmutableDictionary<string, string> Variables => Graph.Names.Variables;

    /// <summary>The workspace's usings: <c>System.Linq</c>, <c>static System.Math</c>, <c>V = Geo.Vector</c>.</summary>
    public ImmutableArray<string> Usings { get; }

    /// <summary>The packages and projects that code may use; their assemblies are among <see cref="Units"/>.</summary>
    public ReferenceSet References { get; }

    internal UnitSet Set { get; }

    /// <summary>Whether the code of any unit reads or writes this variable.</summary>
    public bool Uses(string variable) => Set.Users.Contains(variable);

    /// <summary>Names of the units whose code reads or writes this variable.</summary>
    public IEnumerable<string> UsersOf(string variable) => Set.Users[variable].Order(StringComparer.Ordinal);

    /// <summary>The units with functions marked <c>[Memo]</c>.</summary>
    public IEnumerable<CompiledUnit> UnitsWithMemos => Set.WithMemos.Select(name => Units[name]);

    /// <summary>What the compiled form of a definition is; null where it is broken.</summary>
    public FormulaContract? Formula(string key) =>
        Graph.GroupOf.TryGetValue(key, out var group) && Units.TryGetValue(group.UnitName, out var unit) ? unit.Formulas.FirstOrDefault(f => f.Name == key) : null;

    /// <summary>Keys of the definitions that others need to compile against a definition: what its contract mentions, and for a formula its type.</summary>
    public IEnumerable<string> ContractDependenciesOf(Definition definition) =>
        definition.Kind == DefinitionKind.Formula
            ? FormulaTypeDependencies(Graph, Units.GetValueOrDefault(Graph.GroupOf[definition.Key].UnitName)) : Graph.ContractDependenciesOf(definition.Names);

    internal static IEnumerable<string> FormulaTypeDependencies(DefinitionGraph graph, CompiledUnit? unit) =>
        (unit?.Formulas ?? []).SelectMany(f => IdentifierScan.In(f.Type)).Distinct().SelectMany(name => graph.Named(name));

    /// <summary>The same world with other variables; no unit depends on them unless a definition names them (see <see cref="WorldStep"/>).</summary>
    /// <param name="changed">All whose type is another, or that are only in one of both, and perhaps more; null where that is not known.</param>
    public World WithVariables(ImmutableDictionary<string, string> variables, IReadOnlyCollection<string>? changed = null)
    {
        Graph.Names.Know(variables, changed);
        return new(Number, GraphUpdate.Take(Graph, DefinitionChange.None, variables, Graph.Names.Aliases).Graph, Set, deepHashes.After(Set, Graph.Names.Retyped(variables).SelectMany(name => Set.Users[name])), Usings, References);
    }

    /// <summary>
    /// Identity of a unit together with everything it refers to, transitively: a loaded unit can be shared by two worlds exactly when this is equal.
    /// </summary>
    public ContentHash DeepHash(string unit) => deepHashes.Of(unit, this);

    /// <summary>What is known of deep hashes where these units have changed.</summary>
    internal DeepHashes HashesAfter(IEnumerable<string> changed) => deepHashes.After(Set, changed);

    /// <summary>The units reached from <paramref name="roots"/> through what they refer to, the roots included.</summary>
    public IReadOnlySet<string> Reach(IEnumerable<string> roots)
    {
        var reached = new HashSet<string>();
        var waiting = new Stack<string>(roots);
        while (waiting.TryPop(out var name))
        {
            if (Units.TryGetValue(name, out var unit) && reached.Add(name))
            {
                foreach (var reference in unit.References)
                {
                    waiting.Push(reference);
                }
            }
        }

        return reached;
    }
}
