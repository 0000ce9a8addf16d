using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Stet.Images.Types;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>Collections of one column: a comparer where they have one, and their items in the order in which they give them.</summary>
internal abstract class SequencePlan<C, T>() : Plan(typeof(C), Form.Rows) where C : class
{
    readonly Codec _codec = Codec.For(typeof(T));

    public override IReadOnlyList<Part> Fields { get; } = [new("comparer", typeof(object))];

    public override IReadOnlyList<Part> Columns { get; } = [new("item", typeof(T))];

    public sealed override int Count(object instance) => CountOf((C)instance);

    protected abstract int CountOf(C collection);

    protected virtual IEnumerable<T> Items(C collection) => (IEnumerable<T>)collection;

    /// <summary>The comparer to store; null for the default one.</summary>
    protected virtual object? ComparerOf(C collection) => null;

    /// <summary>The collection calls Equals, GetHashCode or Compare of its items.</summary>
    protected virtual bool Compares => false;

    /// <summary>Runs the collection's own constructor on an instance that has been allocated but not constructed, and fills it.</summary>
    /// <param name="comparer">As stored; null for the default one.</param>
    protected abstract void Refill(C shell, T[] items, object? comparer);

    public override void Write(object instance, GraphWriter to)
    {
        var collection = (C)instance;
        to.Reference(ComparerOf(collection));
        T[] items = Items(collection).ToArray();
        to.ExpectCount(items.Length);
        if (items.Length > 0) to.Run(_codec, ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(items)), items.Length, Unsafe.SizeOf<T>());
    }

    public override void Fill(object shell, int count, StoredType type, GraphReader from)
    {
        object? comparer = from.Reference();
        T[] items = from.Items<T>(type.Columns[0], count);
        if (!Compares || Hashing.IsSafe(typeof(T), comparer)) Refill((C)shell, items, comparer);
        else from.Later(() => Refill((C)shell, items, comparer));
    }

    /// <summary>The stored comparer as the type the collection takes.</summary>
    protected static TComparer? As<TComparer>(object? comparer) where TComparer : class =>
        comparer is null ? null : comparer as TComparer ?? throw GraphReader.WrongType(comparer, typeof(TComparer));
}
