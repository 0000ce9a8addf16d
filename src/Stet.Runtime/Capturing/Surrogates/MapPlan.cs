using System.Runtime.CompilerServices;
using Stet.Images.Types;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>Collections of keys and values: comparer and entries in the order in which they give them.</summary>
internal abstract class MapPlan<C, K, V>() : Plan(typeof(C), Form.Rows) where C : class
{
    readonly Codec _key = Codec.For(typeof(K));
    readonly Codec _value = Codec.For(typeof(V));

    public override IReadOnlyList<Part> Fields { get; } = [new("comparer", typeof(object))];

    public override IReadOnlyList<Part> Columns { get; } = [new("key", typeof(K)), new("value", typeof(V))];

    public sealed override int Count(object instance) => CountOf((C)instance);

    protected abstract int CountOf(C map);

    protected virtual IEnumerable<KeyValuePair<K, V>> Entries(C map) => (IEnumerable<KeyValuePair<K, V>>)map;

    /// <summary>The comparer to store; null for the default one.</summary>
    protected virtual object? ComparerOf(C map) => null;

    /// <summary>Neither keys nor values have code that is called.</summary>
    protected virtual bool IsSafe(object? comparer) => Hashing.IsSafe(typeof(K), comparer);

    /// <summary>Runs the map's own constructor on an instance that has been allocated but not constructed, and fills it.</summary>
    protected abstract void Refill(C shell, KeyValuePair<K, V>[] entries, object? comparer);

    public override void Write(object instance, GraphWriter to)
    {
        var map = (C)instance;
        to.Reference(ComparerOf(map));
        int count = 0;
        foreach (var (key, value) in Entries(map))
        {
            var (k, v) = (key, value);
            _key.Write(ref Unsafe.As<K, byte>(ref k), to);
            _value.Write(ref Unsafe.As<V, byte>(ref v), to);
            count++;
        }
        to.ExpectCount(count);
    }

    public override void Fill(object shell, int count, StoredType type, GraphReader from)
    {
        object? comparer = from.Reference();
        from.Reserve(count);
        var entries = new KeyValuePair<K, V>[count];
        for (int i = 0; i < count; i++)
        {
            var key = from.Value<K>(type.Columns[0]);
            entries[i] = new(key, from.Value<V>(type.Columns[1]));
        }
        if (IsSafe(comparer)) Refill((C)shell, entries, comparer);
        else from.Later(() => Refill((C)shell, entries, comparer));
    }

    protected static TComparer? As<TComparer>(object? comparer) where TComparer : class =>
        comparer is null ? null : comparer as TComparer ?? throw GraphReader.WrongType(comparer, typeof(TComparer));

    /// <summary>Fails where keys were equal that had not been when they were stored.</summary>
    protected static void Expect(int count, int stored, object map)
    {
        if (count != stored) throw Hashing.BadKey(map);
    }
}
