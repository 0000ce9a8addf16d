using Stet.Images;
using Stet.Images.Types;
using Stet.Runtime.Capturing;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Migrating;

/// <summary>Objects whose type has another form today than in the image: a class by its matched fields, or what became a struct, in a box.</summary>
internal sealed class MatchedPlan(Type type, MatchedCodec content) : Plan(type, Form.Fields)
{
    public override void Fill(object shell, int count, StoredType stored, GraphReader from)
    {
        content.Read(ref ObjectMemory.Of(shell), from);
        if (!Type.IsValueType) content.Finish(shell, from);
    }
}
