using System.Collections.Immutable;
using Stet.Model;

namespace Stet.Worlds;

/// <summary>
/// One step from a world to the next: all changes together, prepared beside the running world. Cost follows what is affected:
/// a group is compiled only when its source, a contract it was compiled against, a variable's type or a using has changed.
/// </summary>
public sealed class WorldStep(IUnitCompiler compiler, IUnitCache cache)
{
    /// <summary>Makes the world with <paramref name="definitions"/>, <paramref name="variables"/> and <paramref name="usings"/>; <paramref name="from"/> is not changed.</summary>
    /// <param name="ready">Units that have just been compiled from the same definitions, by name: a submission that lives on in a value.</param>
    public StepResult Take(
        World from, IEnumerable<Definition> definitions, ImmutableDictionary<string, string> variables, ImmutableArray<string> usings,
        IReadOnlyDictionary<string, CompiledUnit>? ready = null)
    {
        var walk = new Walk(compiler, cache, ready, from, DefinitionGraph.Of(definitions, variables), variables, usings);
        return walk.Run();
    }

    private sealed class Walk(
        IUnitCompiler compiler, IUnitCache cache, IReadOnlyDictionary<string, CompiledUnit>? ready, World from, DefinitionGraph graph, ImmutableDictionary<string, string> variables, ImmutableArray<string> usings)
    {
        private readonly Dictionary<string, CompiledUnit> units = [];
        private readonly Dictionary<string, ImmutableArray<Diagnostic>> broken = [];
        private readonly Dictionary<string, ContentHash> contracts = [];
        private readonly Dictionary<string, HashSet<string>> contractReach = [];
        private readonly List<string> compiled = [];
        private readonly string usingsText = string.Join('\n', usings);

        public StepResult Run()
        {
            foreach (var group in graph.Groups)
            {
                Settle(group);
            }

            var world = new World(
                new(from.Number.Value + 1), graph, units.ToImmutableDictionary(), broken.ToImmutableDictionary(), variables, usings);
            return new(world, compiled, [.. broken.Keys.Where(n => !from.Broken.ContainsKey(n))], [.. from.Broken.Keys.Where(units.ContainsKey)]);
        }

        private void Settle(DefinitionGroup group)
        {
            var dependencies = OutsideOf(group, graph.DependenciesOf);
            NoteContract(group);
            var request = RequestFor(group, dependencies);
            var known = from.Units.GetValueOrDefault(group.UnitName);
            var unit = known?.Hash == request.Hash ? known : cache.Find(request.Hash) ?? Ready(group.UnitName, request.Hash);
            if (unit is null)
            {
                compiled.Add(group.UnitName);
                var result = compiler.Compile(request);
                if (result.Unit is null)
                {
                    broken[group.UnitName] = result.Errors;
                    return;
                }

                unit = result.Unit;
                cache.Add(unit);
            }

            units[group.UnitName] = unit;
        }

        private CompiledUnit? Ready(string name, ContentHash hash)
        {
            if (ready is null || !ready.TryGetValue(name, out var unit))
            {
                return null;
            }

            unit = unit with { Hash = hash };
            cache.Add(unit);
            return unit;
        }

        private UnitRequest RequestFor(DefinitionGroup group, SortedSet<string> dependencies)
        {
            var mentioned = group.Members.SelectMany(m => m.Names.Mentions).Where(variables.ContainsKey).Distinct()
                .ToImmutableDictionary(name => name, name => variables[name]);
            var reach = new SortedSet<string>(dependencies.SelectMany(ReachOf), StringComparer.Ordinal);
            var hash = new HashBuilder().Add(UnitFormat.Version).Add(usingsText);
            foreach (var member in group.Members)
            {
                hash.Add(member.Key).Add(member.Kind.ToString()).Add(member.Text);
            }

            foreach (var name in reach)
            {
                hash.Add(name).Add(contracts[name]).Add(broken.ContainsKey(name) ? "broken" : "");
            }

            foreach (var (name, type) in mentioned.OrderBy(v => v.Key, StringComparer.Ordinal))
            {
                hash.Add(name).Add(type);
            }

            var direct = dependencies.SelectMany(u => GroupNamed(u).Members).Where(d => units.ContainsKey(graph.GroupOf[d.Key].UnitName));
            return new(group, hash.ToHash(), [.. direct], [.. reach.Where(units.ContainsKey).Select(n => units[n])], mentioned, usings);
        }

        /// <summary>What others see of the group: its own contract, and through it the contracts that it mentions.</summary>
        private void NoteContract(DefinitionGroup group)
        {
            var hash = new HashBuilder().Add(usingsText);
            foreach (var member in group.Members)
            {
                hash.Add(member.Key).Add(member.Names.ContractText);
            }

            HashSet<string> reach = [group.UnitName];
            foreach (var name in OutsideOf(group, graph.ContractDependenciesOf))
            {
                hash.Add(name).Add(contracts[name]);
                reach.UnionWith(contractReach[name]);
            }

            contracts[group.UnitName] = hash.ToHash();
            contractReach[group.UnitName] = reach;
        }

        private SortedSet<string> OutsideOf(DefinitionGroup group, Func<NameUse, IReadOnlySet<string>> dependencies)
        {
            var names = group.Members.SelectMany(m => dependencies(m.Names)).Select(key => graph.GroupOf[key].UnitName);
            var outside = new SortedSet<string>(names, StringComparer.Ordinal);
            outside.Remove(group.UnitName);
            return outside;
        }

        private IEnumerable<string> ReachOf(string unit) => contractReach.GetValueOrDefault(unit, [unit]);

        private DefinitionGroup GroupNamed(string unit) => graph.GroupOf[unit["w.".Length..]];
    }
}

/// <param name="Compiled">Units for which the compiler ran, in order; all others were reused as they are.</param>
/// <param name="NewlyBroken">Units that had compiled before, or are new, and do not compile now; the reasons are in <see cref="World.Broken"/>.</param>
/// <param name="Healed">Units that were broken and compile again.</param>
public sealed record StepResult(World World, IReadOnlyList<string> Compiled, IReadOnlyList<string> NewlyBroken, IReadOnlyList<string> Healed);

/// <summary>Changes whenever the same source would compile to something else: the template around definitions, the compiler's version.</summary>
public static class UnitFormat
{
    public const string Version = "8/roslyn-5.12.0";
}
