using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Stet.Images.Types;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>Frozen maps choose their class by their contents, so they are made anew in one step.</summary>
internal sealed class FrozenDictionaryPlan<K, V>() : Plan(typeof(FrozenDictionary<K, V>), Form.Rows) where K : notnull
{
    readonly Codec _key = Codec.For(typeof(K));
    readonly Codec _value = Codec.For(typeof(V));

    public override IReadOnlyList<Part> Fields { get; } = [new("comparer", typeof(object))];

    public override IReadOnlyList<Part> Columns { get; } = [new("key", typeof(K)), new("value", typeof(V))];

    public override bool Immutable => true;

    public override bool IsBuilt => true;

    public override bool NeedsContents => !Hashing.IsSafe(typeof(K), null);

    public override int Count(object instance) => ((FrozenDictionary<K, V>)instance).Count;

    public override void Write(object instance, GraphWriter to)
    {
        var map = (FrozenDictionary<K, V>)instance;
        to.Reference(Hashing.Stored(map.Comparer));
        foreach (var (key, value) in map)
        {
            var (k, v) = (key, value);
            _key.Write(ref Unsafe.As<K, byte>(ref k), to);
            _value.Write(ref Unsafe.As<V, byte>(ref v), to);
        }
    }

    public override object Build(int count, StoredType type, GraphReader from)
    {
        var comparer = from.Reference<IEqualityComparer<K>>();
        from.Reserve(count);
        var entries = new KeyValuePair<K, V>[count];
        for (int i = 0; i < count; i++)
        {
            var key = from.Value<K>(type.Columns[0]);
            entries[i] = new(key, from.Value<V>(type.Columns[1]));
        }
        var map = entries.ToFrozenDictionary(comparer);
        return map.Count == count ? map : throw Hashing.BadKey(map);
    }
}

internal sealed class FrozenSetPlan<T>() : Plan(typeof(FrozenSet<T>), Form.Rows)
{
    readonly Codec _codec = Codec.For(typeof(T));

    public override IReadOnlyList<Part> Fields { get; } = [new("comparer", typeof(object))];

    public override IReadOnlyList<Part> Columns { get; } = [new("item", typeof(T))];

    public override bool Immutable => true;

    public override bool IsBuilt => true;

    public override bool NeedsContents => !Hashing.IsSafe(typeof(T), null);

    public override int Count(object instance) => ((FrozenSet<T>)instance).Count;

    public override void Write(object instance, GraphWriter to)
    {
        var set = (FrozenSet<T>)instance;
        to.Reference(Hashing.Stored(set.Comparer));
        T[] items = [.. set];
        if (items.Length > 0)
            to.Run(_codec, ref Unsafe.As<T, byte>(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(items)), items.Length, Unsafe.SizeOf<T>());
    }

    public override object Build(int count, StoredType type, GraphReader from)
    {
        var comparer = from.Reference<IEqualityComparer<T>>();
        var set = from.Items<T>(type.Columns[0], count).ToFrozenSet(comparer);
        return set.Count == count ? set : throw Hashing.BadKey(set);
    }
}
