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
    private readonly Dictionary<string, ContentHash> deepHashes = [];
    private readonly Lazy<HashSet<string>> used;

    internal World(
        WorldNumber number, DefinitionGraph graph, ImmutableDictionary<string, CompiledUnit> units,
        ImmutableDictionary<string, ImmutableArray<Diagnostic>> broken, ImmutableDictionary<string, string> variables, ImmutableArray<string> usings)
    {
        Number = number;
        Graph = graph;
        Units = units;
        Broken = broken;
        Variables = variables;
        Usings = usings;
        used = new(() => [.. units.Values.SelectMany(u => u.Variables)]);
    }

    public static World Empty(ImmutableArray<string> usings) =>
        new(new(0), DefinitionGraph.Empty, ImmutableDictionary<string, CompiledUnit>.Empty,
            ImmutableDictionary<string, ImmutableArray<Diagnostic>>.Empty, ImmutableDictionary<string, string>.Empty, usings);

    public WorldNumber Number { get; }

    public DefinitionGraph Graph { get; }

    /// <summary>By unit name.</summary>
    public ImmutableDictionary<string, CompiledUnit> Units { get; }

    /// <summary>Unit names whose definitions do not compile (accepted by <c>force</c>), with the reasons.</summary>
    public ImmutableDictionary<string, ImmutableArray<Diagnostic>> Broken { get; }

    /// <summary>Name to C# type of every workspace variable.</summary>
    public ImmutableDictionary<string, string> Variables { get; }

    /// <summary>The workspace's usings: <c>System.Linq</c>, <c>static System.Math</c>, <c>V = Geo.Vector</c>.</summary>
    public ImmutableArray<string> Usings { get; }

    /// <summary>Whether the code of any unit reads or writes this variable.</summary>
    public bool Uses(string variable) => used.Value.Contains(variable);

    /// <summary>The same world with other variables; no unit depends on them unless a definition names them (see <see cref="WorldStep"/>).</summary>
    public World WithVariables(ImmutableDictionary<string, string> variables) =>
        new(Number, Graph, Units, Broken, variables, Usings);

    /// <summary>
    /// Identity of a unit together with everything it refers to, transitively: a loaded unit can be shared by two worlds exactly when this is equal.
    /// </summary>
    public ContentHash DeepHash(string unit)
    {
        lock (deepHashes)
        {
            return DeepHashOf(unit);
        }
    }

    private ContentHash DeepHashOf(string name)
    {
        if (deepHashes.TryGetValue(name, out var known))
        {
            return known;
        }

        var unit = Units[name];
        var hash = new HashBuilder().Add(unit.Hash);
        foreach (var reference in unit.References)
        {
            hash.Add(reference).Add(Units.ContainsKey(reference) ? DeepHashOf(reference) : default);
        }

        foreach (var variable in unit.Variables)
        {
            hash.Add(variable).Add(Variables.GetValueOrDefault(variable, ""));
        }

        return deepHashes[name] = hash.ToHash();
    }

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
