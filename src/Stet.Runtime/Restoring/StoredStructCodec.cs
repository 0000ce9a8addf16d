using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Stet.Images.Types;
using Stet.Runtime.Capturing;
using Stet.Runtime.Capturing.Codecs;

namespace Stet.Runtime.Restoring;

/// <summary>Reads a struct whose stored fields are not, or not in the same places, those of today.</summary>
internal sealed class StoredStructCodec(Type type, TypeRecord record, IReadOnlyList<StoredField> fields) : Codec(type)
{
    readonly int _stride = ObjectMemory.SizeOf(type);

    public override bool Immutable => false;

    /// <summary>What the image has per element of a run; it differs from today's memory.</summary>
    public override int RawSize => record.IsRaw ? record.Size : 0;

    public override int Describe(TypeTable types) => throw new InvalidOperationException("only read");

    public override void Write(ref byte at, GraphWriter to) => throw new InvalidOperationException("only read");

    public override void Read(ref byte at, GraphReader from)
    {
        foreach (var field in fields) field.Codec.Read(ref Unsafe.AddByteOffset(ref at, field.Offset), from);
    }

    /// <summary>Takes elements out of stored memory, each field from its stored place.</summary>
    public void FromMemory(ref byte at, int count, GraphReader memory)
    {
        int start = memory.In.Position;
        for (int i = 0; i < count; i++)
        {
            for (int f = 0; f < fields.Count; f++)
            {
                memory.In.Position = start + i * record.Size + record.Fields[f].Offset;
                FieldFromMemory(fields[f].Codec, ref Unsafe.AddByteOffset(ref at, i * _stride + fields[f].Offset), memory);
            }
        }
        memory.In.Position = start + count * record.Size;
    }

    static void FieldFromMemory(Codec codec, ref byte at, GraphReader memory)
    {
        if (codec is StoredStructCodec moved) moved.FromMemory(ref at, 1, memory);
        else if (codec is StructCodec same) memory.In.Span(same.RawSize).CopyTo(MemoryMarshal.CreateSpan(ref at, same.RawSize));
        else if (codec is not SkipCodec) codec.Read(ref at, memory);
    }
}

/// <summary>A nullable of such a struct.</summary>
internal sealed class StoredNullableCodec<T>(Codec inner) : Codec(typeof(T?)) where T : struct
{
    readonly NullableCodec<T> _own = new();

    public override bool Immutable => false;

    public override int Describe(TypeTable types) => throw new InvalidOperationException("only read");

    public override void Write(ref byte at, GraphWriter to) => throw new InvalidOperationException("only read");

    public override void Read(ref byte at, GraphReader from) => _own.Read(ref at, from, inner);
}
