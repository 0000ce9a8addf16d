using System.Reflection;

namespace Stet.Display;

/// <summary>A named part of an object.</summary>
/// <param name="Read">Gives the part's value. Runs the user's code, and may throw, only where <see cref="RunsCode"/> says so.</param>
internal sealed record Member(string Name, Type Type, bool RunsCode, Func<object, object?> Read);

/// <summary>
/// Which parts of an object are shown: its public fields, then its public properties, in the order of their declaration, the base class first;
/// where it has none, its private fields. An automatic property is read through its field, so that no code runs.
/// </summary>
internal static class Members
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<Member> Of(Type type)
    {
        var levels = Levels(type).Reverse().ToList();
        var shown = Distinct(levels.SelectMany(level => IsPlatform(level) ? PublicFields(level) : PublicMembers(level)));
        return shown.Count > 0 || IsPlatform(type) ? shown : Distinct(levels.Where(level => !IsPlatform(level)).SelectMany(PrivateFields));
    }

    /// <summary>Types of .NET itself: their getters may do anything, and their fields mean nothing to a reader.</summary>
    public static bool IsPlatform(Type type)
    {
        var name = type.Assembly.GetName().Name ?? "";
        return name is "mscorlib" or "netstandard" || name.StartsWith("System.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.", StringComparison.Ordinal);
    }

    private static IEnumerable<Type> Levels(Type type)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            yield return level;
        }
    }

    /// <summary>An overriding member stands where the overridden one was declared, and is read through the object's own type.</summary>
    private static List<Member> Distinct(IEnumerable<Member> members)
    {
        var byName = new OrderedDictionary<string, Member>();
        foreach (var member in members)
        {
            byName[member.Name] = member;
        }

        return [.. byName.Values];
    }

    private static IEnumerable<Member> PublicMembers(Type level) =>
        PublicFields(level).Concat(level.GetProperties(Own).Where(IsShown).Select(OfProperty));

    private static IEnumerable<Member> PublicFields(Type level) =>
        level.GetFields(Own).Where(f => f.IsPublic && IsReadable(f.FieldType)).Select(f => OfField(f, f.Name));

    private static IEnumerable<Member> PrivateFields(Type level) =>
        level.GetFields(Own).Where(f => IsReadable(f.FieldType)).Select(f => OfField(f, SourceName(f.Name)));

    private static bool IsShown(PropertyInfo property) =>
        property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && IsReadable(property.PropertyType);

    private static bool IsReadable(Type type) => !type.IsByRefLike && !type.IsPointer && !type.IsFunctionPointer && !type.IsByRef;

    private static Member OfProperty(PropertyInfo property) =>
        BackingField(property) is { } field && !property.GetMethod!.IsAbstract
            ? OfField(field, property.Name)
            : new(property.Name, property.PropertyType, RunsCode: true, owner => property.GetValue(owner, BindingFlags.DoNotWrapExceptions, null, null, null));

    private static FieldInfo? BackingField(PropertyInfo property) =>
        property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", Own) is { } field
        && field.FieldType == property.PropertyType && IsAutomatic(property)
            ? field
            : property.DeclaringType.GetField($"<{property.Name}>i__Field", Own);

    /// <summary>A getter written with <c>field</c> has a backing field too, but only the compiler's own getter returns it as it is.</summary>
    private static bool IsAutomatic(PropertyInfo property) =>
        property.GetMethod!.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false);

    private static Member OfField(FieldInfo field, string name) => new(name, field.FieldType, RunsCode: false, field.GetValue);

    /// <summary>The name in the source of a field that the compiler named: <c>&lt;count&gt;P</c> is the captured parameter <c>count</c>.</summary>
    private static string SourceName(string name) =>
        name.StartsWith('<') && name.IndexOf('>') is > 1 and var end ? name[1..end] : name;
}
