namespace Stet.Effects.Code;

/// <summary>Which methods a virtual call may mean: those of the same name and number of parameters in the types below the receiver's.</summary>
internal sealed class VirtualMethods
{
    private readonly Dictionary<string, TypeSummary> types = [];
    private readonly Dictionary<(string Name, int Parameters), List<MethodSummary>> methods = [];

    public void Add(UnitSummary unit)
    {
        foreach (var (key, type) in unit.Types)
        {
            if (types.TryAdd(key, type))
            {
                foreach (var method in type.VirtualMethods.Select(m => unit.Methods[m]))
                {
                    var slot = (method.SimpleName, method.Parameters);
                    (methods.TryGetValue(slot, out var known) ? known : methods[slot] = []).Add(method);
                }
            }
        }
    }

    /// <param name="declaring">The type whose member the code names.</param>
    /// <param name="receiver">The static type of the object, where it is known.</param>
    public IEnumerable<MethodSummary> Of(string declaring, string name, int parameters, string? receiver)
    {
        var at = receiver is null || receiver[0] == '!' ? declaring : TypeNames.Definition(receiver);
        return (methods.GetValueOrDefault((name, parameters)) ?? []).Where(m => m.Type == declaring || (IsBelow(m.Type, declaring) && (at == declaring || IsBelow(m.Type, at) || IsBelow(at, m.Type))));
    }

    /// <summary>What the framework may call of an object that it is given: members that stand for members of the framework's own types.</summary>
    public IEnumerable<MethodSummary> CalledBack(string type)
    {
        var related = types.Keys.Where(t => t == type || IsBelow(t, type) || IsBelow(type, t)).ToHashSet();
        return methods.Values.SelectMany(m => m).Where(m => related.Contains(m.Type) && StandsForFramework(m));
    }

    public bool IsDelegate(string type) => types.TryGetValue(type, out var known) && known.Bases.Contains("System.MulticastDelegate");

    public bool IsBelow(string type, string ancestor) =>
        type == ancestor || ancestor == "System.Object" || (types.TryGetValue(type, out var known) && known.Bases.Any(b => b == ancestor || (b != type && IsBelow(b, ancestor))));

    private bool StandsForFramework(MethodSummary method)
    {
        var ancestors = AncestorsOf(method.Type).ToList();
        var own = ancestors.Where(types.ContainsKey).Where(t => t != method.Type).SelectMany(t => types[t].VirtualMethods).Any(k => k.Contains($"::{method.SimpleName}(", StringComparison.Ordinal));
        return !own && (ancestors.Any(a => !types.ContainsKey(a) && a != "System.Object" && a != "System.ValueType") || method.SimpleName is "ToString" or "Equals" or "GetHashCode");
    }

    private IEnumerable<string> AncestorsOf(string type) =>
        types.TryGetValue(type, out var known) ? known.Bases.Where(b => b != type).SelectMany(AncestorsOf).Append(type) : [type];
}
