using System.Runtime.CompilerServices;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Codecs;

/// <summary>Writes and reads a value where it lies: in a field, an element, a local. One per static type.</summary>
internal abstract class Codec(Type type)
{
    public Type Type { get; } = type;

    /// <summary>Bytes of one element in memory where runs of elements are stored as memory; 0 where they are written one by one.</summary>
    public virtual int RawSize => 0;

    /// <summary>Some patterns of bits are no value of the type: what was read as memory must be checked.</summary>
    public virtual bool NeedsCheck => false;

    /// <summary>A value in a place that is never assigned again can never change.</summary>
    public abstract bool Immutable { get; }

    /// <summary>The type's index in the image.</summary>
    public abstract int Describe(TypeTable types);

    public abstract void Write(ref byte at, GraphWriter to);

    public abstract void Read(ref byte at, GraphReader from);

    /// <exception cref="Model.DamagedStoreException">The bits are no value of the type.</exception>
    public virtual void Check(ref byte at)
    {
    }

    public virtual void WriteRun(ref byte at, int count, int stride, GraphWriter to)
    {
        for (int i = 0; i < count; i++) Write(ref Unsafe.AddByteOffset(ref at, (nint)i * stride), to);
    }

    public virtual void ReadRun(ref byte at, int count, int stride, GraphReader from)
    {
        for (int i = 0; i < count; i++) Read(ref Unsafe.AddByteOffset(ref at, (nint)i * stride), from);
    }

    static readonly ConditionalWeakTable<Type, Codec> Known = [];

    public static Codec For(Type type) => Known.TryGetValue(type, out var codec) ? codec : Known.GetValue(type, CodecChoice.Of);
}
