using Stet.Runtime.Capturing.Plans;

namespace Stet.Runtime.Capturing.Surrogates;

/// <summary>The closed list of framework types that are stored by their meaning and not by their fields.</summary>
internal static class SurrogateList
{
    /// <summary>The surrogate for objects of exactly this type; null where it has none.</summary>
    public static Plan? For(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate))) return new DelegatePlan(type);
        return ForBase(type);
    }

    /// <summary>The surrogate for the part of an object that this class declares, where classes derived from it keep the form.</summary>
    public static Plan? ForBase(Type type)
    {
        if (!type.IsConstructedGenericType) return null;
        return Generic.TryGetValue(type.GetGenericTypeDefinition(), out var plan)
            ? (Plan)Activator.CreateInstance(plan.MakeGenericType(type.GetGenericArguments()))!
            : null;
    }

    static readonly Dictionary<Type, Type> Generic = new()
    {
        [typeof(List<>)] = typeof(ListPlan<>),
        [typeof(Dictionary<,>)] = typeof(DictionaryPlan<,>),
    };
}
