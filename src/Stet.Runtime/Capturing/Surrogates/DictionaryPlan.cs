using System.Runtime.CompilerServices;
using Stet.Images.Types;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>Dictionaries: comparer and entries in their order.</summary>
internal sealed class DictionaryPlan<K, V>() : Plan(typeof(Dictionary<K, V>), Form.Rows) where K : notnull
{
    readonly Codec _key = Codec.For(typeof(K));
    readonly Codec _value = Codec.For(typeof(V));

    public override IReadOnlyList<Part> Fields { get; } = [new("comparer", typeof(IEqualityComparer<K>))];

    public override IReadOnlyList<Part> Columns { get; } = [new("key", typeof(K)), new("value", typeof(V))];

    public override int Count(object instance) => ((Dictionary<K, V>)instance).Count;

    public override void Write(object instance, GraphWriter to)
    {
        var dictionary = (Dictionary<K, V>)instance;
        to.Reference(Hashing.Stored(dictionary.Comparer));
        int count = 0;
        foreach (var (key, value) in dictionary)
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
        var dictionary = (Dictionary<K, V>)shell;
        var comparer = from.Reference<IEqualityComparer<K>>();
        from.Reserve(count);
        dictionary.Clear(); // It may have been filled before, and its constructor does not set its count.
        Construct(dictionary, count, comparer);
        if (Hashing.IsSafe(typeof(K), comparer))
        {
            for (int i = 0; i < count; i++) Add(dictionary, from.Value<K>(type.Columns[0]), from.Value<V>(type.Columns[1]));
            return;
        }
        var entries = new KeyValuePair<K, V>[count];
        for (int i = 0; i < count; i++) entries[i] = new(from.Value<K>(type.Columns[0]), from.Value<V>(type.Columns[1]));
        from.Later(() =>
        {
            foreach (var (key, value) in entries) Add(dictionary, key, value);
        });
    }

    static void Add(Dictionary<K, V> dictionary, K key, V value)
    {
        if (key is null || !dictionary.TryAdd(key, value)) throw Hashing.BadKey(dictionary);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(Dictionary<K, V> dictionary, int capacity, IEqualityComparer<K>? comparer);
}
