using System.Collections.Immutable;
using Stet.Model;

namespace Stet.Worlds;

/// <summary>
/// One step from a world to the next: all changes together, prepared beside the running world. Cost follows what is affected: only groups are looked at
/// whose source, dependencies, variables, usings or references have changed, or that see a contract which has; a group is compiled only when what it is compiled
/// from differs (<see cref="StepWalk"/>). The result is the world that would be made from nothing (held by <c>IncrementalStepTests</c>).
/// </summary>
public sealed class WorldStep(IUnitCompiler compiler, IUnitCache cache)
{
    /// <summary>Makes the world with exactly these definitions, <paramref name="variables"/> and <paramref name="usings"/>; <paramref name="from"/> is not changed.</summary>
    /// <param name="references">The packages and projects of the new world; null: those of <paramref name="from"/>.</param>
    public StepResult Take(
        World from, IEnumerable<Definition> definitions, ImmutableDictionary<string, string> variables, ImmutableArray<string> usings, ReferenceSet? references = null) =>
        Take(from, DefinitionChange.Between(from.Graph, definitions), variables, usings, references: references);

    /// <summary>Makes the world that differs from <paramref name="from"/> by a change of definitions, and has these variables and usings.</summary>
    /// <param name="ready">Units that have just been compiled from the same definitions, by name: a submission that lives on in a value.</param>
    /// <param name="references">The packages and projects of the new world; null: those of <paramref name="from"/>.</param>
    public StepResult Take(
        World from, DefinitionChange change, ImmutableDictionary<string, string> variables, ImmutableArray<string> usings,
        IReadOnlyDictionary<string, CompiledUnit>? ready = null, ReferenceSet? references = null)
    {
        var graph = GraphUpdate.Take(from.Graph, change, variables, UsingMeaning.Aliases(usings));
        references ??= from.References;
        var seesTheSame = from.Usings.SequenceEqual(usings) && from.References == references;
        IReadOnlyList<string> touched = [.. seesTheSame ? graph.Touched.Union(Moved(from, graph.Graph)) : graph.Touched.Union(graph.Graph.Nodes.Keys)];
        var walk = new StepWalk(compiler, cache, ready, from, graph.Graph, usings, references, announces: true);
        var units = walk.Settle(touched, out var changed);
        if (walk.WasMisled)
        {
            walk = new StepWalk(compiler, cache, ready, from, graph.Graph, usings, references, announces: false);
            units = walk.Settle(touched, out changed);
        }

        var hashes = from.HashesAfter(changed.Concat(from.Graph.Names.Retyped(variables).SelectMany(name => from.Set.Users[name])));
        var world = new World(new(from.Number.Value + 1), graph.Graph, units, hashes, usings, references);
        return new(world, walk.Compiled, [.. walk.Broken.Where(n => !from.Broken.ContainsKey(n))], [.. from.Broken.Keys.Where(units.Units.ContainsKey)], KeysOfChange(from, change));
    }

    /// <summary>Broken groups whose members live elsewhere now: their errors tell places.</summary>
    private static IEnumerable<string> Moved(World from, DefinitionGraph graph) =>
        from.Broken.Keys.Where(name => graph.Nodes.TryGetValue(name, out var node) && node.Group != from.Graph.Nodes[name].Group);

    private static IReadOnlyList<string> KeysOfChange(World from, DefinitionChange change) =>
        [.. change.Set.Where(d => from.Graph.Definitions.GetValueOrDefault(d.Key)?.Text != d.Text).Select(d => d.Key), .. change.Removed];
}

/// <param name="Compiled">Units for which the compiler ran, in order; all others were reused as they are.</param>
/// <param name="NewlyBroken">Units that had compiled before, or are new, and do not compile now; the reasons are in <see cref="World.Broken"/>.</param>
/// <param name="Healed">Units that were broken and compile again.</param>
/// <param name="Changed">Keys of definitions that came, went or have another text.</param>
public sealed record StepResult(World World, IReadOnlyList<string> Compiled, IReadOnlyList<string> NewlyBroken, IReadOnlyList<string> Healed, IReadOnlyList<string> Changed);

/// <summary>Changes whenever the same source would compile to something else: the template around definitions, the compiler's version.</summary>
public static class UnitFormat
{
    public const string Version = "21/roslyn-5.12.0";
}
