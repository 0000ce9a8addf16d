using System.Reflection;
using System.Runtime.CompilerServices;
using Stet.Images.Types;

namespace Stet.Runtime.Capturing;

/// <summary>Names and numbers of an enum, stored so that a later version of the enum can be matched by name.</summary>
internal static class EnumMembers
{
    static readonly ConditionalWeakTable<Type, EnumMember[]> Known = [];

    public static IReadOnlyList<EnumMember> Of(Type type) => Known.GetValue(type, Read);

    static EnumMember[] Read(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => new EnumMember(f.Name, Number(f.GetRawConstantValue()!)))];

    static long Number(object constant) => constant is ulong large ? unchecked((long)large) : Convert.ToInt64(constant, null);
}
