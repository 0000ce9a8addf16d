using Stet.Images.Types;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Capturing.Plans;

/// <summary>A value type in a box of its own.</summary>
internal sealed class BoxPlan(Type type) : Plan(type, Form.Struct)
{
    readonly Codec _codec = Codec.For(type);

    public override bool Immutable => _codec.Immutable;

    /// <summary>The framework keeps boxes of true and false, which code that has nothing in common gets: those connect nothing.</summary>
    public override bool WithoutIdentity => Type == typeof(bool);

    public override bool MayBeLive => _codec is StructCodec { Handle: not null };

    public override string? WhyLive(object instance) => (_codec as StructCodec)?.Handle;

    public override void Write(object instance, GraphWriter to) => _codec.Write(ref ObjectMemory.Of(instance), to);

    public override void Fill(object shell, int count, StoredType type, GraphReader from) => type.Codec.Read(ref ObjectMemory.Of(shell), from);
}
