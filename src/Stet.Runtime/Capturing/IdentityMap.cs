using System.Runtime.CompilerServices;

namespace Stet.Runtime.Capturing;

/// <summary>
/// The objects met so far, by reference, numbered in the order of discovery: also the queue of the walk. Open addressing over
/// numbers, so that the common case, a new object, touches four bytes of the table and appends to two arrays.
/// </summary>
internal sealed class IdentityMap
{
    int[] _slots = new int[256];
    object?[] _objects = new object?[128];
    int[] _hashes = new int[128];

    public int Count { get; private set; }

    public object? this[int number] => _objects[number];

    /// <summary>The number of an object, which is <see cref="Count"/> - 1 after the call where <paramref name="isNew"/>.</summary>
    public int Add(object instance, out bool isNew)
    {
        int hash = RuntimeHelpers.GetHashCode(instance);
        int mask = _slots.Length - 1;
        int slot = Spread(hash) & mask;
        while (_slots[slot] is var entry and not 0)
        {
            int number = entry - 1;
            if (_hashes[number] == hash && ReferenceEquals(_objects[number], instance))
            {
                isNew = false;
                return number;
            }
            slot = (slot + 1) & mask;
        }
        isNew = true;
        _slots[slot] = Append(instance, hash) + 1;
        int added = Count - 1;
        if (Count * 2 > _slots.Length) Rehash();
        return added;
    }

    /// <summary>Numbers an object without making it findable.</summary>
    public int Append(object? instance, int hash = 0)
    {
        if (Count == _objects.Length)
        {
            Array.Resize(ref _objects, Count * 2);
            Array.Resize(ref _hashes, Count * 2);
        }
        _objects[Count] = instance;
        _hashes[Count] = hash;
        return Count++;
    }

    /// <summary>The walk will not look into this object; its number stays.</summary>
    public void Forget(int number) => _objects[number] = null;

    /// <summary>Forgets all objects. Large tables are given back, small ones kept for the next capture.</summary>
    public void Clear(int keep = 1 << 16)
    {
        if (_objects.Length > keep)
        {
            (_slots, _objects, _hashes) = (new int[256], new object?[128], new int[128]);
        }
        else
        {
            Array.Clear(_slots);
            Array.Clear(_objects, 0, Count);
        }
        Count = 0;
    }

    static int Spread(int hash) => (int)((uint)hash * 0x9E3779B9 >> 7);

    void Rehash()
    {
        _slots = new int[_slots.Length * 4];
        int mask = _slots.Length - 1;
        for (int number = 0; number < Count; number++)
        {
            if (_hashes[number] == 0) continue;
            int slot = Spread(_hashes[number]) & mask;
            while (_slots[slot] != 0) slot = (slot + 1) & mask;
            _slots[slot] = number + 1;
        }
    }
}
