using Stet.Effects.Code;
using Stet.Model;

namespace Stet.Effects;

/// <summary>
/// The kinds of effects of every method of a workspace. What a method does itself is kept per unit; after a change only the changed units are looked at, and
/// the whole is joined over the graph of calls, circles included. Promise (<c>WorkspaceKindsTests</c>): after any changes it is as if made from nothing.
/// </summary>
public sealed class WorkspaceKinds
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly List<Node> nodes = [];
    private readonly Dictionary<string, UnitSummary> units = [];
    private VirtualMethods? virtuals;
    private EffectKinds[] joined = [];
    private bool isStale;

    public void Put(string name, UnitSummary unit)
    {
        Remove(name);
        units[name] = unit;
        foreach (var method in unit.Methods.Values)
        {
            nodes[NumberOf(method.Key)].Local = LocalKinds.Of(method);
        }

        Changed(unit);
    }

    public void Remove(string name)
    {
        if (units.Remove(name, out var old))
        {
            foreach (var key in old.Methods.Keys)
            {
                nodes[NumberOf(key)].Local = null;
            }

            Changed(old);
        }
    }

    /// <summary>Of all methods of the unit that belong to these types.</summary>
    /// <param name="isOwn">As in <see cref="CSharpEffects.OfDefinition"/>.</param>
    public EffectKinds Of(string name, Func<string, bool> isOwn)
    {
        Join();
        return !units.TryGetValue(name, out var unit) ? EffectKinds.Unknown
            : unit.Methods.Values.Where(m => isOwn(m.Type[(m.Type.IndexOf('!', StringComparison.Ordinal) + 1)..]) && !m.SimpleName.StartsWith('<'))
                .Aggregate(EffectKinds.Pure, (all, m) => all | joined[numbers[m.Key]]);
    }

    private void Changed(UnitSummary unit)
    {
        isStale = true;
        if (unit.Types.Values.Any(t => t.VirtualMethods.Length > 0 || t.Bases.Length > 1))
        {
            virtuals = null;
            nodes.ForEach(n => n.Edges = n.Local is { HasFixedCalls: false } ? null : n.Edges);
        }

        foreach (var key in unit.Methods.Keys)
        {
            nodes[NumberOf(key)].Edges = null;
        }
    }

    private int NumberOf(string key)
    {
        if (!numbers.TryGetValue(key, out var number))
        {
            numbers[key] = number = nodes.Count;
            nodes.Add(new());
        }

        return number;
    }

    private void Join()
    {
        if (!isStale)
        {
            return;
        }

        virtuals ??= AllVirtuals();
        for (var i = 0; i < nodes.Count; i++)
        {
            nodes[i].Edges ??= [.. EdgesOf(nodes[i].Local)];
        }

        joined = new KindJoin(nodes.Count, i => nodes[i].Edges!, i => nodes[i].Local?.Own ?? EffectKinds.Pure).Run();
        isStale = false;
    }

    private VirtualMethods AllVirtuals()
    {
        var all = new VirtualMethods();
        units.Values.ToList().ForEach(all.Add);
        return all;
    }

    private IEnumerable<int> EdgesOf(LocalKinds? local) => local is null ? []
        : local.Calls.Concat(local.Virtual.SelectMany(v => virtuals!.Of(v.Declaring, v.Name, v.Parameters, v.Receiver)).Select(m => m.Key))
            .Concat(local.CalledBack.SelectMany(t => virtuals!.CalledBack(t)).Select(m => m.Key)).Distinct().Select(NumberOf);

    private sealed class Node
    {
        public LocalKinds? Local { get; set; }

        public int[]? Edges { get; set; }
    }
}
