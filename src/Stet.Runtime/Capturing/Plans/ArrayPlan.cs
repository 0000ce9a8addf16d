using System.Runtime.InteropServices;
using Stet.Images;
using Stet.Images.Types;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Plans;

/// <summary>Arrays of any rank and lower bounds; elements in memory order.</summary>
internal sealed class ArrayPlan(Type type) : Plan(type, Form.Array)
{
    readonly Codec _element = Codec.For(type.GetElementType()!);
    readonly int _stride = type.GetElementType()!.IsValueType ? ObjectMemory.SizeOf(type.GetElementType()!) : nint.Size;

    public override bool MayBeLive => _element is PointerCodec;

    public override string? WhyLive(object instance) => MayBeLive ? "addresses in memory" : null;

    public override void WriteHeader(object instance, GraphWriter to)
    {
        var array = (Array)instance;
        if (Type.IsSZArray)
        {
            to.Headers.Varint(array.Length);
            return;
        }
        for (int i = 0; i < array.Rank; i++)
        {
            to.Headers.Varint(array.GetLength(i));
            to.Headers.Zigzag(array.GetLowerBound(i));
        }
    }

    public override void Write(object instance, GraphWriter to)
    {
        var array = (Array)instance;
        if (array.Length > 0) to.Run(_element, ref MemoryMarshal.GetArrayDataReference(array), array.Length, _stride);
    }

    public override object Allocate(in ObjectHeader header, StoredType type, GraphReader from)
    {
        from.Reserve(type.Element, header.Count);
        return Type.IsSZArray
            ? Array.CreateInstanceFromArrayType(Type, (int)header.Count)
            : Array.CreateInstanceFromArrayType(Type, header.Lengths!, header.LowerBounds!);
    }

    public override void Fill(object shell, int count, StoredType type, GraphReader from)
    {
        var array = (Array)shell;
        if (array.Length > 0) from.Run(type.Element, ref MemoryMarshal.GetArrayDataReference(array), array.Length, _stride);
    }
}
