using System.Collections;
using System.Collections.Concurrent;
using System.Dynamic;
using System.Runtime.CompilerServices;

namespace Stet.Runtime.Capturing.Surrogates;

internal sealed class SortedDictionaryPlan<K, V> : MapPlan<SortedDictionary<K, V>, K, V> where K : notnull
{
    protected override int CountOf(SortedDictionary<K, V> map) => map.Count;

    protected override object? ComparerOf(SortedDictionary<K, V> map) => Hashing.Stored(map.Comparer);

    protected override void Refill(SortedDictionary<K, V> shell, KeyValuePair<K, V>[] entries, object? comparer)
    {
        Construct(shell, As<IComparer<K>>(comparer));
        foreach (var (key, value) in entries) shell[key] = value;
        Expect(shell.Count, entries.Length, shell);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(SortedDictionary<K, V> map, IComparer<K>? comparer);
}

internal sealed class SortedListPlan<K, V> : MapPlan<SortedList<K, V>, K, V> where K : notnull
{
    protected override int CountOf(SortedList<K, V> map) => map.Count;

    protected override object? ComparerOf(SortedList<K, V> map) => Hashing.Stored(map.Comparer);

    protected override void Refill(SortedList<K, V> shell, KeyValuePair<K, V>[] entries, object? comparer)
    {
        Construct(shell, entries.Length, As<IComparer<K>>(comparer));
        foreach (var (key, value) in entries) shell[key] = value;
        Expect(shell.Count, entries.Length, shell);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(SortedList<K, V> map, int capacity, IComparer<K>? comparer);
}

internal sealed class OrderedDictionaryPlan<K, V> : MapPlan<OrderedDictionary<K, V>, K, V> where K : notnull
{
    protected override int CountOf(OrderedDictionary<K, V> map) => map.Count;

    protected override object? ComparerOf(OrderedDictionary<K, V> map) => Hashing.Stored(map.Comparer);

    protected override void Refill(OrderedDictionary<K, V> shell, KeyValuePair<K, V>[] entries, object? comparer)
    {
        Construct(shell, entries.Length, As<IEqualityComparer<K>>(comparer));
        foreach (var (key, value) in entries) shell[key] = value;
        Expect(shell.Count, entries.Length, shell);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(OrderedDictionary<K, V> map, int capacity, IEqualityComparer<K>? comparer);
}

internal sealed class ConcurrentDictionaryPlan<K, V> : MapPlan<ConcurrentDictionary<K, V>, K, V> where K : notnull
{
    protected override int CountOf(ConcurrentDictionary<K, V> map) => map.Count;

    protected override object? ComparerOf(ConcurrentDictionary<K, V> map) => Hashing.Stored(map.Comparer);

    protected override void Refill(ConcurrentDictionary<K, V> shell, KeyValuePair<K, V>[] entries, object? comparer)
    {
        Construct(shell, As<IEqualityComparer<K>>(comparer) ?? EqualityComparer<K>.Default);
        foreach (var (key, value) in entries) shell[key] = value;
        Expect(shell.Count, entries.Length, shell);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(ConcurrentDictionary<K, V> map, IEqualityComparer<K> comparer);
}

internal sealed class HashtablePlan : MapPlan<Hashtable, object, object?>
{
    protected override int CountOf(Hashtable map) => map.Count;

    protected override IEnumerable<KeyValuePair<object, object?>> Entries(Hashtable map) =>
        map.Cast<DictionaryEntry>().Select(static e => KeyValuePair.Create(e.Key, e.Value));

    protected override object? ComparerOf(Hashtable map) => Comparer(map);

    protected override void Refill(Hashtable shell, KeyValuePair<object, object?>[] entries, object? comparer)
    {
        Construct(shell, entries.Length, As<IEqualityComparer>(comparer));
        foreach (var (key, value) in entries) shell[key ?? throw Hashing.BadKey(shell)] = value;
        Expect(shell.Count, entries.Length, shell);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(Hashtable map, int capacity, IEqualityComparer? comparer);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_keycomparer")]
    static extern ref IEqualityComparer? Comparer(Hashtable map);
}

/// <summary>Keyed by identity.</summary>
internal sealed class ConditionalWeakTablePlan<K, V> : MapPlan<ConditionalWeakTable<K, V>, K, V> where K : class where V : class?
{
    protected override int CountOf(ConditionalWeakTable<K, V> map) => map.Count();

    protected override bool IsSafe(object? comparer) => true;

    protected override void Refill(ConditionalWeakTable<K, V> shell, KeyValuePair<K, V>[] entries, object? comparer)
    {
        Construct(shell);
        foreach (var (key, value) in entries) shell.AddOrUpdate(key ?? throw Hashing.BadKey(shell), value);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(ConditionalWeakTable<K, V> map);
}

/// <summary>Members by name; handlers of its change event are not kept.</summary>
internal sealed class ExpandoPlan : MapPlan<ExpandoObject, string, object?>
{
    protected override int CountOf(ExpandoObject map) => ((ICollection<KeyValuePair<string, object?>>)map).Count;

    protected override void Refill(ExpandoObject shell, KeyValuePair<string, object?>[] entries, object? comparer)
    {
        Construct(shell);
        IDictionary<string, object?> members = shell;
        foreach (var (key, value) in entries) members[key ?? throw Hashing.BadKey(shell)] = value;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(ExpandoObject map);
}
