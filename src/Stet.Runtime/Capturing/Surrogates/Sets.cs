using System.Runtime.CompilerServices;

namespace Stet.Runtime.Capturing.Surrogates;

internal sealed class HashSetPlan<T> : SequencePlan<HashSet<T>, T>
{
    protected override bool Compares => true;

    protected override int CountOf(HashSet<T> set) => set.Count;

    protected override object? ComparerOf(HashSet<T> set) => Hashing.Stored(set.Comparer);

    protected override void Refill(HashSet<T> shell, T[] items, object? comparer)
    {
        shell.Clear(); // It may have been filled before, and its constructor does not set its count.
        Construct(shell, items.Length, As<IEqualityComparer<T>>(comparer));
        foreach (var item in items)
            if (!shell.Add(item)) throw Hashing.BadKey(shell);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(HashSet<T> set, int capacity, IEqualityComparer<T>? comparer);
}

internal sealed class SortedSetPlan<T> : SequencePlan<SortedSet<T>, T>
{
    protected override bool Compares => true;

    protected override int CountOf(SortedSet<T> set) => set.Count;

    protected override object? ComparerOf(SortedSet<T> set) => Hashing.Stored(set.Comparer);

    protected override void Refill(SortedSet<T> shell, T[] items, object? comparer)
    {
        Construct(shell, items, As<IComparer<T>>(comparer));
        if (shell.Count != items.Length) throw Hashing.BadKey(shell);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(SortedSet<T> set, IEnumerable<T> items, IComparer<T>? comparer);
}
