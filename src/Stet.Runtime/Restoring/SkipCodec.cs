using Stet.Images;
using Stet.Images.Types;
using Stet.Runtime.Capturing;
using Stet.Runtime.Capturing.Codecs;

namespace Stet.Runtime.Restoring;

/// <summary>Passes over a stored value that today's type has no place for.</summary>
internal sealed class SkipCodec(ImageTables tables, int type) : Codec(typeof(void))
{
    /// <summary>For columns that the collection reads itself.</summary>
    public static SkipCodec None { get; } = new(null!, 0);

    public override bool Immutable => false;

    public override int Describe(TypeTable types) => throw new InvalidOperationException("only read");

    public override void Write(ref byte at, GraphWriter to) => throw new InvalidOperationException("only read");

    public override void Read(ref byte at, GraphReader from) => Skip(type, from);

    void Skip(int index, GraphReader from)
    {
        var record = tables.Record(index);
        if (record is null && !Primitives.IsReference(index)) PrimitiveSkip.One((Primitive)index, from.In);
        else if (record?.Form == Form.Enum) PrimitiveSkip.One((Primitive)record.Element, from.In);
        else if (record?.Form == Form.Struct) foreach (var field in record.Fields) Skip(field.Type, from);
        else from.Reference();
    }
}
