using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Stet.Images.Types;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>Lists: their elements straight from and to their memory.</summary>
internal sealed class ListPlan<T>() : Plan(typeof(List<T>), Form.Rows)
{
    readonly Codec _codec = Codec.For(typeof(T));

    public override IReadOnlyList<Part> Columns { get; } = [new("item", typeof(T))];

    public override int Count(object instance) => ((List<T>)instance).Count;

    public override void Write(object instance, GraphWriter to)
    {
        var items = CollectionsMarshal.AsSpan((List<T>)instance);
        to.ExpectCount(items.Length);
        if (items.Length > 0) to.Run(_codec, ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)), items.Length, Unsafe.SizeOf<T>());
    }

    public override void Fill(object shell, int count, StoredType type, GraphReader from)
    {
        var list = (List<T>)shell;
        from.Reserve(type.Columns[0], count);
        Construct(list, count);
        CollectionsMarshal.SetCount(list, count);
        if (count == 0) return;
        from.Run(type.Columns[0], ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(CollectionsMarshal.AsSpan(list))), count, Unsafe.SizeOf<T>());
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(List<T> list, int capacity);
}
