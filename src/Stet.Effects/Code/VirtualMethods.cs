namespace Stet.Effects.Code;

/// <summary>
/// Which methods a virtual call may mean: those of the same name and number of parameters in the types below the receiver's. A question costs what is related to the types
/// in it, not what there is.
/// </summary>
internal sealed class VirtualMethods
{
    private const string Top = "System.Object";

    private readonly Dictionary<string, TypeSummary> types = [];
    private readonly Dictionary<string, List<string>> derived = [];
    private readonly Dictionary<(string Type, string Name, int Parameters), List<MethodSummary>> slots = [];
    private readonly Dictionary<string, List<MethodSummary>> methods = [];
    private readonly Dictionary<string, MethodSummary[]> forFramework = [];

    public void Add(UnitSummary unit)
    {
        foreach (var (key, type) in unit.Types)
        {
            if (!types.TryAdd(key, type))
            {
                continue;
            }

            forFramework.Clear();
            type.Bases.Where(b => b != key).ToList().ForEach(b => Put(derived, b, key));
            foreach (var method in type.VirtualMethods.Select(m => unit.Methods[m]))
            {
                Put(methods, method.Type, method);
                Put(slots, (method.Type, method.SimpleName, method.Parameters), method);
            }
        }
    }

    /// <param name="declaring">The type whose member the code names.</param>
    /// <param name="receiver">The static type of the object, where it is known.</param>
    public IEnumerable<MethodSummary> Of(string declaring, string name, int parameters, string? receiver)
    {
        var at = receiver is null || receiver[0] == '!' ? declaring : TypeNames.Definition(receiver);
        var possible = at == declaring ? Below(at) : Related(at).Where(t => IsBelow(t, declaring)).Append(declaring).Distinct();
        return possible.SelectMany(t => slots.GetValueOrDefault((t, name, parameters)) ?? []);
    }

    /// <summary>What the framework may call of an object that it is given: members that stand for members of the framework's own types.</summary>
    public IEnumerable<MethodSummary> CalledBack(string type) => Related(type).SelectMany(ForFramework);

    /// <summary>The same of an object of just this class.</summary>
    public IEnumerable<MethodSummary> CalledBackOf(string type) => AncestorsOf(type).Distinct().SelectMany(ForFramework);

    public bool IsDelegate(string type) => types.TryGetValue(type, out var known) && known.Bases.Contains("System.MulticastDelegate");

    public bool IsBelow(string type, string ancestor) =>
        type == ancestor || ancestor == Top || (types.TryGetValue(type, out var known) && known.Bases.Any(b => b == ancestor || (b != type && IsBelow(b, ancestor))));

    private IEnumerable<string> Related(string type) => Below(type).Concat(AncestorsOf(type)).Distinct();

    /// <summary>The type and those that derive from it or implement it.</summary>
    private IEnumerable<string> Below(string type)
    {
        if (type == Top)
        {
            return types.Keys;
        }

        var found = new HashSet<string> { type };
        var open = new Stack<string>(found);
        while (open.TryPop(out var at))
        {
            (derived.GetValueOrDefault(at) ?? []).Where(found.Add).ToList().ForEach(open.Push);
        }

        return found;
    }

    private MethodSummary[] ForFramework(string type)
    {
        if (!methods.TryGetValue(type, out var own))
        {
            return [];
        }

        return forFramework.TryGetValue(type, out var known) ? known : forFramework[type] = [.. own.Where(StandsForFramework)];
    }

    private bool StandsForFramework(MethodSummary method)
    {
        var ancestors = AncestorsOf(method.Type).ToList();
        var own = ancestors.Where(types.ContainsKey).Where(t => t != method.Type).SelectMany(t => types[t].VirtualMethods).Any(k => k.Contains($"::{method.SimpleName}(", StringComparison.Ordinal));
        return !own && (ancestors.Any(a => !types.ContainsKey(a) && a is not (Top or "System.ValueType")) || method.SimpleName is "ToString" or "Equals" or "GetHashCode");
    }

    private IEnumerable<string> AncestorsOf(string type) =>
        types.TryGetValue(type, out var known) ? known.Bases.Where(b => b != type).SelectMany(AncestorsOf).Append(type) : [type];

    private static void Put<TKey, T>(Dictionary<TKey, List<T>> lists, TKey key, T item) where TKey : notnull =>
        (lists.TryGetValue(key, out var known) ? known : lists[key] = []).Add(item);
}
