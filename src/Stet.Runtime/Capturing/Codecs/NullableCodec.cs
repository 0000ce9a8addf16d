using System.Runtime.CompilerServices;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Codecs;

/// <summary>Whether there is a value, and the value (the default where there is none).</summary>
internal sealed class NullableCodec<T>() : Codec(typeof(T?)) where T : struct
{
    readonly Codec _inner = For(typeof(T));
    static readonly Codec Flag = For(typeof(bool));

    public override bool Immutable => _inner.Immutable;

    public override int Describe(TypeTable types) => types.Nullable(Type, _inner);

    public override void Write(ref byte at, GraphWriter to)
    {
        ref var value = ref Unsafe.As<byte, T?>(ref at);
        bool has = value.HasValue;
        T content = value.GetValueOrDefault();
        Flag.Write(ref Unsafe.As<bool, byte>(ref has), to);
        _inner.Write(ref Unsafe.As<T, byte>(ref content), to);
    }

    public override void Read(ref byte at, GraphReader from) => Read(ref at, from, _inner);

    /// <summary>Reads a value whose fields the image has in another order or number than today's type.</summary>
    public void Read(ref byte at, GraphReader from, Codec inner)
    {
        bool has = false;
        T content = default;
        Flag.Read(ref Unsafe.As<bool, byte>(ref has), from);
        inner.Read(ref Unsafe.As<T, byte>(ref content), from);
        Unsafe.As<byte, T?>(ref at) = has ? content : null;
    }
}
