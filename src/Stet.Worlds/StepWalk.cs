using System.Collections.Immutable;
using Stet.Model;

namespace Stet.Worlds;

/// <summary>
/// Goes through the groups that a change may concern, level after level, so that what a group depends on is settled before it. A group that others see
/// changed draws those in that depend on it. Groups of one level are compiled side by side. Where a level is too narrow for that, those that depend on it go on with what it
/// announces while its code is still being made (<see cref="Announcements"/>): a chain of formulas is as deep as it is long.
/// </summary>
/// <param name="announces">False: nothing is compiled against what has only been announced.</param>
internal sealed class StepWalk(
    IUnitCompiler compiler, IUnitCache cache, IReadOnlyDictionary<string, CompiledUnit>? ready, World from, DefinitionGraph graph, ImmutableArray<string> usings,
    ReferenceSet references, bool announces)
{
    private readonly Announcements announcements = new();
    private readonly Dictionary<string, SettledGroup?> settled = [];
    private readonly SortedDictionary<int, SortedSet<string>> waiting = [];
    private readonly HashSet<string> seen = [];
    private readonly List<string> compiled = [];
    private readonly ImmutableArray<string> limited = UsingMeaning.Limited(usings, graph);
    private readonly string usingsText = string.Join('\n', usings);

    /// <summary>Units for which the compiler ran.</summary>
    public IReadOnlyList<string> Compiled => compiled;

    /// <summary>Units that were looked at and do not compile, in order of levels.</summary>
    public List<string> Broken { get; } = [];

    /// <summary>Something came out otherwise than it was announced: what was compiled against that is void, and it has to be gone through again.</summary>
    public bool WasMisled { get; private set; }

    /// <param name="touched">Names of units to look at; of those that are gone too.</param>
    /// <param name="changed">Names of units that are new, gone or other than before.</param>
    public UnitSet Settle(IEnumerable<string> touched, out IReadOnlyList<string> changed)
    {
        if (from.References != references)
        {
            SettleReferences();
        }

        foreach (var name in touched)
        {
            Await(name);
        }

        while (waiting.Count > 0 && !WasMisled)
        {
            var (level, names) = waiting.First();
            waiting.Remove(level);
            SettleLevel([.. names.Select(name => graph.Nodes[name])]);
        }

        KeepAnnounced();
        return from.Set.With(settled, out changed);
    }

    /// <summary>The assemblies of packages and projects are units too, made elsewhere.</summary>
    private void SettleReferences()
    {
        foreach (var gone in from.References.Units)
        {
            settled[gone.Name] = null;
        }

        foreach (var assembly in references.Units)
        {
            settled[assembly.Name] = new(new(assembly.Hash, assembly.Hash), assembly, []);
        }
    }

    private void Await(string name)
    {
        if (!graph.Nodes.TryGetValue(name, out var node))
        {
            settled[name] = null;
        }
        else if (seen.Add(name))
        {
            if (!waiting.TryGetValue(node.Level, out var names))
            {
                waiting[node.Level] = names = new(StringComparer.Ordinal);
            }

            names.Add(name);
        }
    }

    private void SettleLevel(IReadOnlyList<GroupNode> nodes)
    {
        var open = new List<(GroupNode Node, UnitRequest Request)>();
        foreach (var node in nodes)
        {
            var name = node.Group.UnitName;
            var request = RequestFor(node);
            if (Known(name, request) is { } unit)
            {
                Put(node, new(new(ContractOf(node, unit), request.Hash), unit, []));
            }
            else
            {
                open.Add((node, request));
            }
        }

        if (announces && waiting.Count > 0 && open.Count < Environment.ProcessorCount)
        {
            open.RemoveAll(o => IsAnnounced(o.Node, o.Request));
        }

        var results = new UnitResult[open.Count];
        CompileAll([.. open.Select(o => o.Request)], results);
        for (var i = 0; i < results.Length; i++)
        {
            var (node, request) = open[i];
            compiled.Add(node.Group.UnitName);
            if (results[i].Unit is { } unit)
            {
                cache.Add(unit);
            }
            else
            {
                Broken.Add(node.Group.UnitName);
            }

            Put(node, new(new(ContractOf(node, results[i].Unit), request.Hash), results[i].Unit, results[i].Errors));
        }
    }

    private bool IsAnnounced(GroupNode node, UnitRequest request)
    {
        if (announcements.IsFull)
        {
            KeepAnnounced();
        }

        var begun = compiler.Begin(request);
        if (begun.Announced is not { } unit)
        {
            return false;
        }

        compiled.Add(node.Group.UnitName);
        Put(node, new(new(ContractOf(node, unit), request.Hash), unit, []));
        announcements.Add(begun);
        return true;
    }

    /// <summary>What was announced is made now, and takes the place of the announcement.</summary>
    private void KeepAnnounced()
    {
        foreach (var made in announcements.Take())
        {
            if (made is null)
            {
                WasMisled = true;
                return;
            }

            settled[made.Name] = settled[made.Name]! with { Unit = made };
            cache.Add(made);
        }
    }

    private void CompileAll(UnitRequest[] requests, UnitResult[] results)
    {
        if (requests.Length == 1)
        {
            results[0] = compiler.Compile(requests[0]);
        }
        else
        {
            Parallel.For(0, requests.Length, i => results[i] = compiler.Compile(requests[i]));
        }
    }

    /// <summary>The unit as it was, or as it was compiled at some time before.</summary>
    private CompiledUnit? Known(string name, UnitRequest request)
    {
        if (from.Units.TryGetValue(name, out var known) && known.Hash == request.Hash)
        {
            return known;
        }

        if (cache.Find(request.Hash) is { } cached)
        {
            return cached;
        }

        if (ready?.GetValueOrDefault(name) is not { } made)
        {
            return null;
        }

        var unit = made with { Hash = request.Hash };
        cache.Add(unit);
        return unit;
    }

    private void Put(GroupNode node, SettledGroup now)
    {
        var name = node.Group.UnitName;
        settled[name] = now;
        if (!from.Set.States.TryGetValue(name, out var before) || before.Contract != now.State.Contract)
        {
            foreach (var dependent in graph.DependentsOf(node.Group))
            {
                Await(dependent.Group.UnitName);
            }
        }

        if (from.Broken.ContainsKey(name) != now.Unit is null)
        {
            AwaitSeers(node);
        }
    }

    /// <summary>Those that are compiled against the unit: its dependents, and those that see it through the contracts of others.</summary>
    private void AwaitSeers(GroupNode node)
    {
        var through = new Stack<GroupNode>([node]);
        var passed = new HashSet<string>();
        while (through.TryPop(out var next))
        {
            foreach (var dependent in graph.DependentsOf(next.Group))
            {
                Await(dependent.Group.UnitName);
                if (dependent.ContractDependencies.Contains(next.Group.UnitName) && passed.Add(dependent.Group.UnitName))
                {
                    through.Push(dependent);
                }
            }
        }
    }

    private UnitRequest RequestFor(GroupNode node)
    {
        var mentioned = node.Group.Members.SelectMany(m => m.Names.Mentions).Where(graph.Names.Variables.ContainsKey).Distinct()
            .ToImmutableDictionary(name => name, name => graph.Names.Variables[name]);
        var reach = ContractReach(node);
        var hash = new HashBuilder().Add(UnitFormat.Version).Add(usingsText);
        foreach (var member in node.Group.Members)
        {
            hash.Add(member.Key).Add(member.Kind.ToString()).Add(member.Text);
        }

        foreach (var name in reach)
        {
            hash.Add(name).Add(StateOf(name).Contract).Add(IsBroken(name) ? "broken" : "");
        }

        var outside = references.Units.IsEmpty ? []
            : references.UsedBy(ReferenceUse.Names(node.Group, reach.Select(name => graph.Nodes[name].Group),
                mentioned.Values.Concat(reach.Select(UnitNamed).OfType<CompiledUnit>().SelectMany(u => u.Formulas).Select(f => f.Type)), usings));
        foreach (var assembly in outside)
        {
            hash.Add(assembly.Name).Add(assembly.Hash);
        }

        foreach (var (name, type) in mentioned.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            hash.Add(name).Add(type);
        }

        ImmutableArray<Definition> direct = [.. node.Dependencies.Where(name => !IsBroken(name)).SelectMany(name => graph.MembersOf(name))];
        return new(node.Group, hash.ToHash(), direct, [.. reach.Select(UnitNamed).OfType<CompiledUnit>(), .. outside], mentioned, UsingsFor(node, direct))
        {
            EmptyNamespaces = references.NotIn(outside, usings),
        };
    }

    private ImmutableArray<string> UsingsFor(GroupNode node, ImmutableArray<Definition> direct) => UsingMeaning.For(
        usings, limited, graph, name => node.Group.Members.Any(m => m.Names.Mentions.Contains(name) || m.Names.ContractMentions.Contains(name)), [.. direct, .. node.Group.Members]);

    /// <summary>What the group is compiled against: what it may name, and what the contracts of those mention.</summary>
    private SortedSet<string> ContractReach(GroupNode node)
    {
        var reach = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(node.Dependencies);
        while (open.TryPop(out var name))
        {
            if (reach.Add(name))
            {
                foreach (var next in SeenThrough(graph.Nodes[name], UnitNamed(name)))
                {
                    open.Push(next);
                }
            }
        }

        return reach;
    }

    /// <summary>The groups whose contracts others need beside that of this group: what its contract mentions, of a formula what its type does.</summary>
    private IEnumerable<string> SeenThrough(GroupNode node, CompiledUnit? unit) =>
        unit is not { Formulas.Length: > 0 } ? node.ContractDependencies
            : node.ContractDependencies.Union(World.FormulaTypeDependencies(graph, unit).Select(key => graph.GroupOf[key].UnitName)).Where(name => name != node.Group.UnitName).Order(StringComparer.Ordinal);

    /// <summary>What others see of the group: its own contract, and through it the contracts that it mentions. That of a formula is its type as compiled.</summary>
    private ContentHash ContractOf(GroupNode node, CompiledUnit? unit)
    {
        var hash = new HashBuilder().Add(usingsText);
        foreach (var member in node.Group.Members)
        {
            hash.Add(member.Key).Add(member.Names.ContractText);
        }

        foreach (var formula in unit?.Formulas ?? [])
        {
            hash.Add(formula.Name).Add(formula.Type);
        }

        foreach (var name in SeenThrough(node, unit))
        {
            hash.Add(name).Add(StateOf(name).Contract);
        }

        return hash.ToHash();
    }

    private UnitState StateOf(string name) => settled.TryGetValue(name, out var now) ? now!.State : from.Set.States[name];

    private bool IsBroken(string name) => UnitNamed(name) is null;

    private CompiledUnit? UnitNamed(string name) => settled.TryGetValue(name, out var now) ? now!.Unit : from.Units.GetValueOrDefault(name);
}
