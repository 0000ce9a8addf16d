using System.Reflection;
using Stet.Runtime;

namespace Stet.Sessions.Variables;

/// <summary>The workspace units that a type is made of: its own, those of its arguments and elements.</summary>
internal static class TypeUnits
{
    public static IEnumerable<string> In(Type type) => AssembliesIn(type).Select(unit => WorldLoader.UnitOf(unit)!);

    /// <summary>The same units as they are loaded.</summary>
    public static IEnumerable<Assembly> AssembliesIn(Type type)
    {
        if (type.HasElementType)
        {
            return AssembliesIn(type.GetElementType()!);
        }

        var own = WorldLoader.UnitOf(type.Assembly) is null ? [] : (IEnumerable<Assembly>)[type.Assembly];
        return own.Concat(type.GetGenericArguments().SelectMany(AssembliesIn));
    }
}
