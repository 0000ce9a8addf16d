using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Stet.Images.Bytes;
using Stet.Images.Types;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Codecs;

/// <summary>A number of fixed size, stored as it lies in memory.</summary>
internal class PrimitiveCodec<T>(Primitive primitive) : Codec(typeof(T)) where T : unmanaged
{
    protected Primitive Primitive { get; } = primitive;

    public override int RawSize => Unsafe.SizeOf<T>();

    public override bool Immutable => true;

    public override int Describe(TypeTable types) => (int)Primitive;

    public override void Write(ref byte at, GraphWriter to) => to.Out.Raw(Unsafe.ReadUnaligned<T>(ref at));

    public override void Read(ref byte at, GraphReader from) => Unsafe.WriteUnaligned(ref at, from.In.Raw<T>());
}

internal delegate bool IsValid(ReadOnlySpan<byte> bytes);

/// <summary>A number of fixed size of which not every pattern of bits is a value.</summary>
internal sealed class CheckedCodec<T>(Primitive primitive, IsValid isValid) : PrimitiveCodec<T>(primitive) where T : unmanaged
{
    public override bool NeedsCheck => true;

    public override void Read(ref byte at, GraphReader from)
    {
        var value = from.In.Raw<T>();
        Check(ref Unsafe.As<T, byte>(ref value));
        Unsafe.WriteUnaligned(ref at, value);
    }

    public override void Check(ref byte at)
    {
        if (!isValid(MemoryMarshal.CreateReadOnlySpan(ref at, Unsafe.SizeOf<T>())))
            throw ByteReader.Damage($"its bits are no {Primitives.NameOf(Primitive)}");
    }
}
