using Stet.Runtime.Capturing;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Migrating;

/// <summary>A codec between a stored type and another one of today: it only reads.</summary>
internal abstract class ReadingCodec(Type type) : Codec(type)
{
    public override bool Immutable => false;

    /// <summary>Bytes that one element takes where runs of the stored type are memory; 0 where they are written one by one.</summary>
    public virtual int StoredSize => 0;

    /// <summary>Reads one element out of stored memory, which has padding where the other form has none.</summary>
    public virtual void ReadFromMemory(ref byte at, GraphReader memory) => Read(ref at, memory);

    public override int Describe(TypeTable types) => throw new InvalidOperationException("only read");

    public override void Write(ref byte at, GraphWriter to) => throw new InvalidOperationException("only read");
}

/// <summary>A field whose type changed to one that its values cannot be carried to.</summary>
internal sealed class UnfitCodec(Codec skip, string reason) : ReadingCodec(typeof(void))
{
    public override void Read(ref byte at, GraphReader from)
    {
        skip.Read(ref at, from);
        from.Problem(reason);
    }
}
