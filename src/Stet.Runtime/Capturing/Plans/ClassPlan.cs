using System.Runtime.CompilerServices;
using Stet.Images.Types;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Plans;

/// <summary>A class by its fields, those of its bases first. A base that is a collection of the framework brings its own form.</summary>
internal sealed class ClassPlan : Plan
{
    readonly FieldSlot[] _slots;
    readonly Part[] _fields;

    public ClassPlan(Type type, Plan? parent) : this(type, parent, type)
    {
    }

    /// <param name="instanceType">The type of the objects, in which the fields of <paramref name="type"/> lie.</param>
    ClassPlan(Type type, Plan? parent, Type instanceType) : base(type, Form.Fields)
    {
        Base = parent;
        _slots = FieldSlot.Of(type, instanceType);
        _fields = [.. _slots.Select(s => new Part(s.Name, s.FieldType))];
        Immutable = parent is null or { Immutable: true } && _slots.All(s => s.InitOnly && (s.Codec.Immutable || s.FieldType.IsValueType));
        WithoutIdentity = _slots.Length == 0 && parent is null;
    }

    /// <summary>The plan for the part of a class that an abstract or other base class declares.</summary>
    public static ClassPlan OfBase(Type type, Plan? parent, Type instanceType) => new(type, parent, instanceType);

    public override Plan? Base { get; }

    public override IReadOnlyList<Part> Fields => _fields;

    public IReadOnlyList<FieldSlot> Slots => _slots;

    public override bool Immutable { get; }

    public override bool WithoutIdentity { get; }

    public override int Count(object instance) => Base!.Count(instance);

    public override bool MayBeLive => Base is { MayBeLive: true };

    public override string? WhyLive(object instance) => Base?.WhyLive(instance);

    public override void Write(object instance, GraphWriter to)
    {
        Base?.Write(instance, to);
        ref byte memory = ref ObjectMemory.Of(instance);
        foreach (ref readonly var slot in _slots.AsSpan()) slot.Codec.Write(ref Unsafe.AddByteOffset(ref memory, slot.Offset), to);
    }

    public override void Fill(object shell, int count, StoredType type, GraphReader from)
    {
        Base?.Fill(shell, count, type.Base!, from);
        ref byte memory = ref ObjectMemory.Of(shell);
        foreach (var field in type.Fields) field.Codec.Read(ref Unsafe.AddByteOffset(ref memory, field.Offset), from);
    }
}
