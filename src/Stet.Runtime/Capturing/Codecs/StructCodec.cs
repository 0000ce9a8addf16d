using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Stet.Images.Types;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Codecs;

/// <summary>A struct: its fields one after another. Without references, runs of it are stored as memory.</summary>
internal sealed class StructCodec : Codec
{
    readonly FieldSlot[] _slots;
    readonly int _size;

    /// <summary>The array that it refers to can be changed by nobody.</summary>
    readonly bool _freezes;

    public StructCodec(Type type) : base(type)
    {
        _slots = FieldSlot.Of(type, type);
        _size = ObjectMemory.SizeOf(type);
        _freezes = type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);
        bool isRaw = _slots.All(s => s.Codec.RawSize > 0) && !LiveRules.HoldsHandle(type);
        RawSize = isRaw ? _size : 0;
        NeedsCheck = _slots.Any(s => s.Codec.NeedsCheck);
        Immutable = _slots.All(s => s.InitOnly && s.Codec.Immutable);
        Handle = LiveRules.HoldsHandle(type) ? "holds a native handle" : null;
    }

    public override int RawSize { get; }

    public override bool NeedsCheck { get; }

    public override bool Immutable { get; }

    public IReadOnlyList<FieldSlot> Slots => _slots;

    /// <summary>Why values of this type cannot be stored; null where they can.</summary>
    public string? Handle { get; }

    public override int Describe(TypeTable types) => types.Struct(this, _size);

    public override void Write(ref byte at, GraphWriter to)
    {
        if (Handle is not null)
        {
            to.Live(Type, Handle);
            return;
        }
        if (_freezes) to.Frozen = true;
        foreach (ref readonly var slot in _slots.AsSpan()) slot.Codec.Write(ref Unsafe.AddByteOffset(ref at, slot.Offset), to);
        if (_freezes) to.Frozen = false;
    }

    public override void Read(ref byte at, GraphReader from)
    {
        if (Handle is not null)
        {
            from.Reference();
            return;
        }
        foreach (var slot in _slots) slot.Codec.Read(ref Unsafe.AddByteOffset(ref at, slot.Offset), from);
    }

    public override void Check(ref byte at)
    {
        foreach (var slot in _slots)
            if (slot.Codec.NeedsCheck) slot.Codec.Check(ref Unsafe.AddByteOffset(ref at, slot.Offset));
    }
}

/// <summary>An enum: stored as its number; its member names are in the image's type table.</summary>
internal sealed class EnumCodec(Type type) : Codec(type)
{
    readonly Codec _underlying = For(type.GetEnumUnderlyingType());

    public override int RawSize => _underlying.RawSize;

    public override bool Immutable => true;

    public override int Describe(TypeTable types) => types.Enum(Type, _underlying);

    public override void Write(ref byte at, GraphWriter to) => _underlying.Write(ref at, to);

    public override void Read(ref byte at, GraphReader from) => _underlying.Read(ref at, from);
}

/// <summary>An address: never stored, always a live part.</summary>
internal sealed class PointerCodec(Type type) : Codec(type)
{
    public override bool Immutable => true;

    public override int Describe(TypeTable types) => (int)Primitive.Object;

    public override void Write(ref byte at, GraphWriter to)
    {
        if (Unsafe.ReadUnaligned<nint>(ref at) == 0) to.Reference(null);
        else to.Live(Type, "an address in memory");
    }

    public override void Read(ref byte at, GraphReader from) => from.Reference();
}
