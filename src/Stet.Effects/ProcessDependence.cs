using Stet.Effects.Code;

namespace Stet.Effects;

/// <summary>What gives other answers in another process though nothing else differs. None of it makes code impure: within a process the answers stay.</summary>
public static class ProcessDependence
{
    private static readonly (string Type, string Member, string Shown)[] Table =
    [
        ("System.String", "GetHashCode", "string.GetHashCode"),
        ("System.HashCode", "*", "HashCode"),
        ("System.Runtime.CompilerServices.RuntimeHelpers", "GetHashCode", "RuntimeHelpers.GetHashCode"),
        ("System.Object", "GetHashCode", "object.GetHashCode"),
        ("System.ValueType", "GetHashCode", "GetHashCode of a struct"),
        ("System.StringComparer", "GetHashCode", "StringComparer.GetHashCode"),
        ("System.Collections.Immutable.ImmutableHashSet", "*", "the order of an ImmutableHashSet"),
        ("System.Collections.Immutable.ImmutableDictionary", "*", "the order of an ImmutableDictionary"),
        ("System.Collections.Frozen.FrozenSet", "*", "the order of a FrozenSet"),
        ("System.Collections.Frozen.FrozenDictionary", "*", "the order of a FrozenDictionary"),
        ("System.Collections.Concurrent.ConcurrentDictionary`2", "*", "the order of a ConcurrentDictionary"),
        ("System.Collections.Hashtable", "*", "the order of a Hashtable"),
        ("System.Environment", "get_CurrentManagedThreadId", "the number of a thread"),
        ("System.Threading.Thread", "get_ManagedThreadId", "the number of a thread"),
    ];

    /// <summary>The first of these that the code calls, as a reader knows it; empty where it calls none.</summary>
    public static string In(IEnumerable<UnitSummary> units)
    {
        var called = units.SelectMany(u => u.Methods.Values).Where(m => m.SimpleName != "GetHashCode").SelectMany(m => m.Sites.Where(s => !m.IsOfMachine(s))).Select(s => (Type: s.Receiver ?? s.Type, s.Member)).ToHashSet();
        return Table.FirstOrDefault(t => called.Any(c => c.Type == t.Type && (t.Member == "*" || c.Member == t.Member))).Shown ?? "";
    }
}
