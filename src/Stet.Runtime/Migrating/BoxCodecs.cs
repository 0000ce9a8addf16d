using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Stet.Runtime.Capturing;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Migrating;

/// <summary>What was an object and is a struct now: the object was read into a box; its content is copied to each place that referred to it.</summary>
internal sealed class UnboxCodec<T>() : ReadingCodec(typeof(T)) where T : struct
{
    public override void Read(ref byte at, GraphReader from)
    {
        from.ReadAgain();
        switch (from.Reference())
        {
            case T value:
                Unsafe.As<byte, T>(ref at) = value;
                break;
            case null when !from.IsLost:
                from.Problem($"it is null, and a {TypeNames.Of(typeof(T))} may not be null any more");
                break;
            case null:
                break;
            case var other:
                from.Problem($"it is a {TypeNames.Of(other.GetType())}, which does not fit the type {TypeNames.Of(typeof(T))}");
                break;
        }
    }
}

/// <summary>The same for places that may be empty.</summary>
internal sealed class UnboxNullableCodec<T>() : ReadingCodec(typeof(T?)) where T : struct
{
    public override void Read(ref byte at, GraphReader from)
    {
        from.ReadAgain();
        var value = from.Reference();
        if (value is null or T) Unsafe.As<byte, T?>(ref at) = (T?)value;
        else from.Problem($"it is a {TypeNames.Of(value.GetType())}, which does not fit the type {TypeNames.Of(typeof(T))}");
    }
}

/// <summary>What was a struct and is referred to now: each place gets an object of its own.</summary>
/// <param name="content">How the stored value is read into the fields of the object.</param>
internal sealed class BoxingCodec(Type place, Type made, Codec content) : ReadingCodec(place)
{
    readonly bool _fits = place.IsAssignableFrom(made);

    public override int StoredSize => content is ReadingCodec reading ? reading.StoredSize : content.RawSize;

    public override void Read(ref byte at, GraphReader from)
    {
        object fresh = Fresh();
        content.Read(ref ObjectMemory.Of(fresh), from);
        Put(ref at, fresh, from);
    }

    public override void ReadFromMemory(ref byte at, GraphReader memory)
    {
        object fresh = Fresh();
        if (content is ReadingCodec reading) reading.ReadFromMemory(ref ObjectMemory.Of(fresh), memory);
        else memory.In.Span(content.RawSize).CopyTo(MemoryMarshal.CreateSpan(ref ObjectMemory.Of(fresh), content.RawSize));
        Put(ref at, fresh, memory);
    }

    object Fresh()
    {
        object fresh = RuntimeHelpers.GetUninitializedObject(made);
        if (LiveRules.HasFinalizer(made)) GC.SuppressFinalize(fresh);
        return fresh;
    }

    void Put(ref byte at, object fresh, GraphReader from)
    {
        if (content is MatchedCodec matched && !made.IsValueType) matched.Finish(fresh, from);
        if (_fits) Unsafe.As<byte, object?>(ref at) = fresh;
        else from.Problem($"a {TypeNames.Of(made)} does not fit the type {TypeNames.Of(Type)}");
    }
}

/// <summary>A reference into a place whose type is another now: each object is looked at.</summary>
internal sealed class RetypedReferenceCodec(Type type) : ReadingCodec(type)
{
    public override void Read(ref byte at, GraphReader from)
    {
        object? value = from.Reference();
        if (value is null || Type.IsInstanceOfType(value)) Unsafe.As<byte, object?>(ref at) = value;
        else from.Problem($"it is a {TypeNames.Of(value.GetType())}, which does not fit the type {TypeNames.Of(Type)}");
    }
}
