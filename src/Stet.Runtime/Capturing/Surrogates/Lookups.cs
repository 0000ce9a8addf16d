using System.Runtime.CompilerServices;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>The result of ToLookup: keys and their elements, in order.</summary>
internal sealed class LookupPlan<K, E> : MapPlan<Lookup<K, E>, K, E[]>
{
    protected override int CountOf(Lookup<K, E> lookup) => lookup.Count;

    protected override IEnumerable<KeyValuePair<K, E[]>> Entries(Lookup<K, E> lookup) =>
        lookup.Select(static g => KeyValuePair.Create(g.Key, g.ToArray()));

    protected override object? ComparerOf(Lookup<K, E> lookup) => Hashing.Stored(Comparer(lookup));

    protected override bool IsSafe(object? comparer) => false;

    protected override void Refill(Lookup<K, E> shell, KeyValuePair<K, E[]>[] entries, object? comparer)
    {
        var pairs = entries.SelectMany(static e => e.Value.Select(v => KeyValuePair.Create(e.Key, v)));
        var finished = pairs.ToLookup(static p => p.Key, static p => p.Value, As<IEqualityComparer<K>>(comparer));
        Expect(finished.Count, entries.Length, shell);
        Become.Copy(finished, shell);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_comparer")]
    static extern ref IEqualityComparer<K> Comparer(Lookup<K, E> lookup);
}
