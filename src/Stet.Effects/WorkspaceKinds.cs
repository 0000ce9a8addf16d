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
        var old = units.GetValueOrDefault(name);
        Forget(old);
        units[name] = unit;
        foreach (var method in unit.Methods.Values)
        {
            nodes[NumberOf(method.Key)].Local = LocalKinds.Of(method);
        }

        Changed(old, unit);
    }

    public void Remove(string name)
    {
        if (units.Remove(name, out var old))
        {
            Forget(old);
            Changed(old, null);
        }
    }

    /// <summary>The methods of a unit that belong to some types; null where it is not known. They stay what they are until the unit changes.</summary>
    /// <param name="isOwn">As in <see cref="CSharpEffects.OfDefinition"/>.</param>
    public int[]? MethodsOf(string name, Func<string, bool> isOwn) => !units.TryGetValue(name, out var unit) ? null :
        [.. unit.Methods.Values.Where(m => !m.SimpleName.StartsWith('<') && isOwn(m.Type[(m.Type.IndexOf('!', StringComparison.Ordinal) + 1)..])).Select(m => numbers[m.Key])];

    /// <summary>Of all these methods together.</summary>
    /// <param name="methods">As <see cref="MethodsOf"/> has them.</param>
    public EffectKinds Of(int[]? methods)
    {
        if (methods is null)
        {
            return EffectKinds.Unknown;
        }

        Join();
        var all = EffectKinds.Pure;
        foreach (var method in methods)
        {
            all |= joined[method];
        }

        return all;
    }

    public EffectKinds Of(string name, Func<string, bool> isOwn) => Of(MethodsOf(name, isOwn));

    private void Forget(UnitSummary? unit)
    {
        foreach (var key in unit?.Methods.Keys ?? [])
        {
            (nodes[NumberOf(key)].Local, nodes[NumberOf(key)].Edges) = (null, null);
        }
    }

    private void Changed(UnitSummary? old, UnitSummary? now)
    {
        isStale = true;
        foreach (var key in now?.Methods.Keys ?? [])
        {
            nodes[NumberOf(key)].Edges = null;
        }

        if (virtuals is not null && !HasSameTypes(old, now))
        {
            virtuals = null;
            nodes.ForEach(n => n.Edges = n.Local is { HasFixedCalls: false } ? null : n.Edges);
        }
    }

    /// <summary>Whether virtual calls mean the same methods as before.</summary>
    private static bool HasSameTypes(UnitSummary? old, UnitSummary? now)
    {
        var (before, after) = (Virtual(old), Virtual(now));
        return before.Count == after.Count && before.All(t => after.TryGetValue(t.Key, out var type) && t.Value.Bases.SequenceEqual(type.Bases) && t.Value.VirtualMethods.SequenceEqual(type.VirtualMethods));
    }

    private static Dictionary<string, TypeSummary> Virtual(UnitSummary? unit) =>
        (unit?.Types ?? new Dictionary<string, TypeSummary>()).Where(t => t.Value.VirtualMethods.Length > 0 || t.Value.Bases.Length > 1).ToDictionary();

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
