using System.Buffers;
using System.Runtime.CompilerServices;

namespace Stet.Runtime.Capturing;

/// <summary>
/// The objects met so far, by reference, numbered in the order of discovery: also the queue of the walk. Open addressing over
/// numbers, so that the common case, a new object, touches four bytes of the table and appends to two arrays. Large tables are
/// borrowed, since fresh memory is dear.
/// </summary>
internal sealed class IdentityMap
{
    const int Smallest = 256;

    int[] _slots = new int[Smallest];
    object?[] _objects = new object?[Smallest];
    int[] _hashes = new int[Smallest];
    int _mask = Smallest - 1;

    public int Count { get; private set; }

    public object? this[int number] => _objects[number];

    /// <summary>The number of an object, which is <see cref="Count"/> - 1 after the call where <paramref name="isNew"/>.</summary>
    public int Add(object instance, out bool isNew)
    {
        int hash = RuntimeHelpers.GetHashCode(instance);
        int slot = Spread(hash) & _mask;
        while (_slots[slot] is var entry and not 0)
        {
            int number = entry - 1;
            if (_hashes[number] == hash && ReferenceEquals(_objects[number], instance))
            {
                isNew = false;
                return number;
            }
            slot = (slot + 1) & _mask;
        }
        isNew = true;
        int added = Append(instance, hash);
        _slots[slot] = added + 1;
        if (Count * 2L > _mask) Rehash();
        return added;
    }

    /// <summary>Numbers an object without making it findable.</summary>
    public int Append(object? instance, int hash = 0)
    {
        if (Count == _objects.Length || Count == _hashes.Length)
        {
            Enlarge(ref _objects);
            Enlarge(ref _hashes);
        }
        _objects[Count] = instance;
        _hashes[Count] = hash;
        return Count++;
    }

    /// <summary>The walk will not look into this object; its number stays.</summary>
    public void Forget(int number) => _objects[number] = null;

    /// <summary>Forgets all objects.</summary>
    public void Clear()
    {
        Array.Clear(_objects, 0, Count);
        if (_objects.Length > Smallest) (_objects, _hashes) = (Exchange(_objects), Exchange(_hashes));
        if (_slots.Length > Smallest) _slots = Exchange(_slots);
        else Array.Clear(_slots);
        (Count, _mask) = (0, Smallest - 1);
    }

    static int Spread(int hash) => (int)((uint)hash * 0x9E3779B9 >> 7);

    void Rehash()
    {
        int size = (_mask + 1) * 4;
        if (_slots.Length > Smallest) ArrayPool<int>.Shared.Return(_slots);
        _slots = ArrayPool<int>.Shared.Rent(size);
        Array.Clear(_slots, 0, size);
        _mask = size - 1;
        for (int number = 0; number < Count; number++)
        {
            if (_hashes[number] == 0) continue;
            int slot = Spread(_hashes[number]) & _mask;
            while (_slots[slot] != 0) slot = (slot + 1) & _mask;
            _slots[slot] = number + 1;
        }
    }

    void Enlarge<T>(ref T[] array)
    {
        var larger = ArrayPool<T>.Shared.Rent(Count * 2);
        Array.Copy(array, larger, Count);
        Array.Clear(array, 0, Count);
        if (array.Length > Smallest) ArrayPool<T>.Shared.Return(array);
        array = larger;
    }

    /// <summary>A small table for a borrowed one.</summary>
    static T[] Exchange<T>(T[] borrowed)
    {
        ArrayPool<T>.Shared.Return(borrowed);
        return new T[Smallest];
    }
}
