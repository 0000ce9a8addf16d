using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Stet.Images.Types;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Migrating;

/// <summary>Where a stored field goes.</summary>
/// <param name="StoredOffset">Its place in stored memory, for structs that are stored so.</param>
internal readonly record struct MatchedField(string Name, Codec Codec, int Offset, int StoredOffset);

/// <summary>
/// Reads the stored fields of an object or struct into a type of today that has others: those of the same name go to their places,
/// added ones begin with their initialisers, derived ones are computed when the rest is there.
/// </summary>
internal sealed class MatchedCodec(Type type, TypeRecord record, IReadOnlyList<MatchedField> fields, IReadOnlyList<ShapeField> added, IReadOnlyList<ShapeField> derived)
    : ReadingCodec(type)
{
    readonly MemberStart[] _first = [.. added.Select(a => a.Start).OfType<MemberStart>().Where(s => !s.NeedsOwner)];
    readonly MemberStart[] _last =
        [.. added.Where(a => a.Derive is null).Select(a => a.Start).OfType<MemberStart>().Where(s => s.NeedsOwner), .. derived.Select(d => d.Derive).OfType<MemberStart>()];

    public IReadOnlyList<MatchedField> Fields => fields;

    public override int StoredSize => record.IsRaw ? record.Size : 0;

    /// <summary>Whether something is computed from the whole.</summary>
    public bool NeedsFinish => _last.Length > 0;

    public override void Read(ref byte at, GraphReader from)
    {
        Begin(ref at, from);
        foreach (var field in fields)
        {
            from.Member = field.Name;
            field.Codec.Read(ref Unsafe.AddByteOffset(ref at, field.Offset), from);
        }
        if (Type.IsValueType) Finish(ref at, null, from);
    }

    public override void ReadFromMemory(ref byte at, GraphReader memory)
    {
        Begin(ref at, memory);
        int start = memory.In.Position;
        foreach (var field in fields)
        {
            memory.Member = field.Name;
            memory.In.Position = start + field.StoredOffset;
            FieldFromMemory(field.Codec, ref Unsafe.AddByteOffset(ref at, field.Offset), memory);
        }
        memory.In.Position = start + record.Size;
        if (Type.IsValueType) Finish(ref at, null, memory);
    }

    /// <summary>For objects: computes what needs the whole, once everything that the object refers to is there.</summary>
    public void Finish(object instance, GraphReader from)
    {
        if (NeedsFinish) from.Later(() => Finish(ref Capturing.ObjectMemory.Of(instance), instance, from));
    }

    void Begin(ref byte at, GraphReader from)
    {
        foreach (var start in _first) Start(start, ref at, null, from);
    }

    void Finish(ref byte at, object? instance, GraphReader from)
    {
        foreach (var start in _last) Start(start, ref at, instance, from);
    }

    static void Start(MemberStart start, ref byte at, object? instance, GraphReader from)
    {
        try
        {
            start.Run(ref at, instance);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            from.Problem($"the initialiser of a member threw {e.GetType().Name}: {e.Message}");
        }
    }

    static void FieldFromMemory(Codec codec, ref byte at, GraphReader memory)
    {
        if (codec is ReadingCodec other) other.ReadFromMemory(ref at, memory);
        else if (codec is StructCodec same) memory.In.Span(same.RawSize).CopyTo(MemoryMarshal.CreateSpan(ref at, same.RawSize));
        else if (codec is not SkipCodec) codec.Read(ref at, memory);
    }
}
