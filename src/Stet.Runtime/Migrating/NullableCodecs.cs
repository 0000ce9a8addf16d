using System.Runtime.CompilerServices;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Migrating;

/// <summary>A stored value into a place that may now be empty.</summary>
internal sealed class ToNullableCodec<T>(Codec stored) : ReadingCodec(typeof(T?)) where T : struct
{
    public override void Read(ref byte at, GraphReader from)
    {
        T value = default;
        stored.Read(ref Unsafe.As<T, byte>(ref value), from);
        Unsafe.As<byte, T?>(ref at) = value;
    }
}

/// <summary>A stored value that may be empty into a place that may not.</summary>
internal sealed class FromNullableCodec<T>(Codec stored) : ReadingCodec(typeof(T))
{
    static readonly Codec Flag = For(typeof(bool));

    public override void Read(ref byte at, GraphReader from)
    {
        bool has = false;
        Flag.Read(ref Unsafe.As<bool, byte>(ref has), from);
        T value = default!;
        stored.Read(ref Unsafe.As<T, byte>(ref value), from);
        if (has) Unsafe.As<byte, T>(ref at) = value;
        else if (!typeof(T).IsValueType) Unsafe.As<byte, T?>(ref at) = default;
        else from.Problem("it is null, and may not be null any more");
    }
}
