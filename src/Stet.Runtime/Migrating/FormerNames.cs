using System.Reflection;
using Stet.Migration;

namespace Stet.Runtime.Migrating;

/// <summary>What <c>[Formerly]</c> says, read without running anything. A project, which knows nothing of Stet, may have an attribute of that name of its own.</summary>
internal static class FormerNames
{
    public static IReadOnlyList<string> Of(MemberInfo member) => Read(member.GetCustomAttributesData());

    /// <summary>On the field, the property that it belongs to, or the parameter of a record.</summary>
    public static IReadOnlyList<string> Of(Type level, string name, ParameterInfo? parameter)
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var members = level.GetMember(name, MemberTypes.Field | MemberTypes.Property | MemberTypes.Event, own);
        return [.. members.SelectMany(Of), .. parameter is null ? [] : Read(parameter.GetCustomAttributesData())];
    }

    static string[] Read(IEnumerable<CustomAttributeData> attributes) =>
        [.. attributes.Where(a => a.AttributeType.Name == nameof(FormerlyAttribute) && a.ConstructorArguments.Count == 1).Select(a => a.ConstructorArguments[0].Value as string).OfType<string>()];
}
