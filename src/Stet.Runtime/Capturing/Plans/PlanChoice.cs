using Stet.Runtime.Capturing.Surrogates;

namespace Stet.Runtime.Capturing.Plans;

/// <summary>Which plan the objects of a type have.</summary>
internal static class PlanChoice
{
    public static Plan Of(Type type)
    {
        if (type == typeof(string)) return new TextPlan();
        if (type.IsArray) return new ArrayPlan(type);
        if (type.IsValueType) return new BoxPlan(type);
        if (SurrogateList.For(type) is { } surrogate) return surrogate;
        if (LiveRules.Why(type) is { } reason) return new LivePlan(type, reason);
        return new ClassPlan(type, BaseOf(type, type));
    }

    /// <summary>The part of a class that its bases declare; null where they declare nothing.</summary>
    static Plan? BaseOf(Type type, Type instanceType)
    {
        if (type.BaseType is not { } parent || parent == typeof(object) || parent == typeof(ValueType)) return null;
        if (SurrogateList.ForBase(parent) is { } surrogate) return surrogate;
        var above = BaseOf(parent, instanceType);
        var plan = ClassPlan.OfBase(parent, above, instanceType);
        return above is null && plan.Slots.Count == 0 ? null : plan;
    }
}
