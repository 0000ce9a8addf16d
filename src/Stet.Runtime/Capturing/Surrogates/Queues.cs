using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Stet.Runtime.Capturing.Surrogates;

internal sealed class QueuePlan<T> : SequencePlan<Queue<T>, T>
{
    protected override int CountOf(Queue<T> queue) => queue.Count;

    protected override void Refill(Queue<T> shell, T[] items, object? comparer) => Construct(shell, items);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(Queue<T> queue, IEnumerable<T> items);
}

/// <summary>Top first.</summary>
internal sealed class StackPlan<T> : SequencePlan<Stack<T>, T>
{
    protected override int CountOf(Stack<T> stack) => stack.Count;

    protected override void Refill(Stack<T> shell, T[] items, object? comparer)
    {
        Array.Reverse(items);
        Construct(shell, items);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(Stack<T> stack, IEnumerable<T> items);
}

/// <summary>Elements and priorities in the order of the heap, which stays as it is.</summary>
internal sealed class PriorityQueuePlan<E, P> : MapPlan<PriorityQueue<E, P>, P, E>
{
    protected override int CountOf(PriorityQueue<E, P> queue) => queue.Count;

    protected override IEnumerable<KeyValuePair<P, E>> Entries(PriorityQueue<E, P> queue) =>
        queue.UnorderedItems.Select(static i => KeyValuePair.Create(i.Priority, i.Element));

    protected override object? ComparerOf(PriorityQueue<E, P> queue) => Hashing.Stored(queue.Comparer);

    protected override void Refill(PriorityQueue<E, P> shell, KeyValuePair<P, E>[] entries, object? comparer) =>
        Construct(shell, entries.Select(static e => (e.Value, e.Key)), As<IComparer<P>>(comparer));

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(PriorityQueue<E, P> queue, IEnumerable<(E Element, P Priority)> items, IComparer<P>? comparer);
}

internal sealed class ConcurrentQueuePlan<T> : SequencePlan<ConcurrentQueue<T>, T>
{
    protected override int CountOf(ConcurrentQueue<T> queue) => queue.Count;

    protected override void Refill(ConcurrentQueue<T> shell, T[] items, object? comparer) => Construct(shell, items);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(ConcurrentQueue<T> queue, IEnumerable<T> items);
}

/// <summary>Top first.</summary>
internal sealed class ConcurrentStackPlan<T> : SequencePlan<ConcurrentStack<T>, T>
{
    protected override int CountOf(ConcurrentStack<T> stack) => stack.Count;

    protected override void Refill(ConcurrentStack<T> shell, T[] items, object? comparer)
    {
        Array.Reverse(items);
        Construct(shell, items);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(ConcurrentStack<T> stack, IEnumerable<T> items);
}

/// <summary>A bag gives what was added last first.</summary>
internal sealed class ConcurrentBagPlan<T> : SequencePlan<ConcurrentBag<T>, T>
{
    protected override int CountOf(ConcurrentBag<T> bag) => bag.Count;

    protected override void Refill(ConcurrentBag<T> shell, T[] items, object? comparer)
    {
        Array.Reverse(items);
        shell.Clear(); // It may have been filled before, and its constructor keeps what it had.
        Construct(shell, items);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(ConcurrentBag<T> bag, IEnumerable<T> items);
}
