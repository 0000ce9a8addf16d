using System.Runtime.CompilerServices;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Codecs;

/// <summary>A reference to an object. Reading checks that the object is of the declared type, whatever the image says.</summary>
internal sealed class ReferenceCodec(Type type) : Codec(type)
{
    readonly bool _takesAll = type == typeof(object);

    /// <summary>The reference; what it leads to is judged for itself.</summary>
    public override bool Immutable => true;

    public override int Describe(TypeTable types) => types.Named(Type);

    public override void Write(ref byte at, GraphWriter to) => to.Reference(Unsafe.As<byte, object?>(ref at));

    public override void Read(ref byte at, GraphReader from)
    {
        object? value = from.Reference();
        if (!_takesAll && value is not null && value.GetType() != Type && !Type.IsInstanceOfType(value)) throw GraphReader.WrongType(value, Type);
        Unsafe.As<byte, object?>(ref at) = value;
    }

    public override void WriteRun(ref byte at, int count, int stride, GraphWriter to)
    {
        for (int i = 0; i < count; i++) to.Reference(Unsafe.Add(ref Unsafe.As<byte, object?>(ref at), i));
    }
}
