using Stet.Images.Types;

namespace Stet.Runtime.Capturing.Plans;

/// <summary>Objects that cannot outlive the process.</summary>
internal sealed class LivePlan(Type type, string reason) : Plan(type, Form.Live)
{
    public override bool MayBeLive => true;

    public override bool HasContent => false;

    public override string WhyLive(object instance) => reason;
}
