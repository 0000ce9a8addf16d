using Stet.Runtime;

namespace Stet.Sessions.Variables;

/// <summary>The workspace units that a type is made of: its own, those of its arguments and elements.</summary>
internal static class TypeUnits
{
    public static IEnumerable<string> In(Type type)
    {
        if (type.HasElementType)
        {
            return In(type.GetElementType()!);
        }

        var own = WorldLoader.UnitOf(type.Assembly) is { } unit ? [unit] : (IEnumerable<string>)[];
        return own.Concat(type.GetGenericArguments().SelectMany(In));
    }
}
