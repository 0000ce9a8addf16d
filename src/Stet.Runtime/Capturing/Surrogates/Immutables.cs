using System.Collections.Immutable;

namespace Stet.Runtime.Capturing.Surrogates;

internal sealed class ImmutableListPlan<T> : SequencePlan<ImmutableList<T>, T>
{
    public override bool Immutable => true;

    protected override int CountOf(ImmutableList<T> list) => list.Count;

    protected override void Refill(ImmutableList<T> shell, T[] items, object? comparer) => Become.Copy(ImmutableList.Create(items), shell);
}

internal sealed class ImmutableHashSetPlan<T> : SequencePlan<ImmutableHashSet<T>, T>
{
    public override bool Immutable => true;

    protected override bool Compares => true;

    protected override int CountOf(ImmutableHashSet<T> set) => set.Count;

    protected override object? ComparerOf(ImmutableHashSet<T> set) => Hashing.Stored(set.KeyComparer);

    protected override void Refill(ImmutableHashSet<T> shell, T[] items, object? comparer)
    {
        var finished = ImmutableHashSet.Create(As<IEqualityComparer<T>>(comparer), items);
        if (finished.Count != items.Length) throw Hashing.BadKey(finished);
        Become.Copy(finished, shell);
    }
}

internal sealed class ImmutableSortedSetPlan<T> : SequencePlan<ImmutableSortedSet<T>, T>
{
    public override bool Immutable => true;

    protected override bool Compares => true;

    protected override int CountOf(ImmutableSortedSet<T> set) => set.Count;

    protected override object? ComparerOf(ImmutableSortedSet<T> set) => Hashing.Stored(set.KeyComparer);

    protected override void Refill(ImmutableSortedSet<T> shell, T[] items, object? comparer)
    {
        var finished = ImmutableSortedSet.Create(As<IComparer<T>>(comparer), items);
        if (finished.Count != items.Length) throw Hashing.BadKey(finished);
        Become.Copy(finished, shell);
    }
}

internal sealed class ImmutableDictionaryPlan<K, V> : MapPlan<ImmutableDictionary<K, V>, K, V> where K : notnull
{
    public override bool Immutable => true;

    protected override int CountOf(ImmutableDictionary<K, V> map) => map.Count;

    protected override object? ComparerOf(ImmutableDictionary<K, V> map) => Hashing.Stored(map.KeyComparer);

    protected override void Refill(ImmutableDictionary<K, V> shell, KeyValuePair<K, V>[] entries, object? comparer)
    {
        var finished = ImmutableDictionary.CreateRange(As<IEqualityComparer<K>>(comparer), entries);
        Expect(finished.Count, entries.Length, finished);
        Become.Copy(finished, shell);
    }
}

internal sealed class ImmutableSortedDictionaryPlan<K, V> : MapPlan<ImmutableSortedDictionary<K, V>, K, V> where K : notnull
{
    public override bool Immutable => true;

    protected override int CountOf(ImmutableSortedDictionary<K, V> map) => map.Count;

    protected override object? ComparerOf(ImmutableSortedDictionary<K, V> map) => Hashing.Stored(map.KeyComparer);

    protected override void Refill(ImmutableSortedDictionary<K, V> shell, KeyValuePair<K, V>[] entries, object? comparer)
    {
        var finished = ImmutableSortedDictionary.CreateRange(As<IComparer<K>>(comparer), entries);
        Expect(finished.Count, entries.Length, finished);
        Become.Copy(finished, shell);
    }
}

internal sealed class ImmutableDictionaryBuilderPlan<K, V> : MapPlan<ImmutableDictionary<K, V>.Builder, K, V> where K : notnull
{
    protected override int CountOf(ImmutableDictionary<K, V>.Builder map) => map.Count;

    protected override object? ComparerOf(ImmutableDictionary<K, V>.Builder map) => Hashing.Stored(map.KeyComparer);

    protected override void Refill(ImmutableDictionary<K, V>.Builder shell, KeyValuePair<K, V>[] entries, object? comparer)
    {
        var finished = ImmutableDictionary.CreateRange(As<IEqualityComparer<K>>(comparer), entries);
        Expect(finished.Count, entries.Length, finished);
        Become.Copy(finished.ToBuilder(), shell);
    }
}

internal sealed class ImmutableHashSetBuilderPlan<T> : SequencePlan<ImmutableHashSet<T>.Builder, T>
{
    protected override bool Compares => true;

    protected override int CountOf(ImmutableHashSet<T>.Builder set) => set.Count;

    protected override object? ComparerOf(ImmutableHashSet<T>.Builder set) => Hashing.Stored(set.KeyComparer);

    protected override void Refill(ImmutableHashSet<T>.Builder shell, T[] items, object? comparer) =>
        Become.Copy(ImmutableHashSet.Create(As<IEqualityComparer<T>>(comparer), items).ToBuilder(), shell);
}
