using System.Reflection;
using System.Runtime.CompilerServices;
using Stet.Images;
using Stet.Runtime.Capturing;
using Stet.Runtime.Capturing.Plans;
using Stet.Worlds;

namespace Stet.Runtime.Migrating;

/// <summary>A field of a type of today, with what is known of it beside its place.</summary>
/// <param name="Name">As the source has it: the property's name for the field behind it.</param>
/// <param name="Former">Names it had before, from <c>[Formerly]</c>.</param>
/// <param name="Declaring">The class that declares it.</param>
/// <param name="Start">What it holds in a value that had no such field; null for the default of its type.</param>
/// <param name="Derive">Computes it from the other members, where it is derived.</param>
/// <param name="IsLazy">It is empty until it computes itself.</param>
internal sealed record ShapeField(
    string Name, IReadOnlyList<string> Former, Type Declaring, FieldSlot Slot, MemberStart? Start, MemberStart? Derive, bool IsLazy);

/// <summary>The fields of a type of the user's as it is today, those of its bases first.</summary>
internal sealed class Shape
{
    static readonly ConditionalWeakTable<Type, Shape> Known = [];

    Shape(Type type)
    {
        Type = type;
        var levels = new List<Type>();
        for (var at = type; at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType) levels.Insert(0, at);
        Fields = [.. levels.SelectMany(level => FieldSlot.Of(level, type).Select(slot => FieldOf(level, slot)))];
    }

    public Type Type { get; }

    public IReadOnlyList<ShapeField> Fields { get; }

    public bool HasDerived => Fields.Any(f => f.Derive is not null || f.IsLazy);

    public static Shape Of(Type type) => Known.GetValue(type, static t => new(t));

    ShapeField FieldOf(Type level, FieldSlot slot)
    {
        string name = MemberNames.Shown(slot.Name);
        var owner = Parameter(level, name);
        var start = Hidden(level, HiddenMembers.Initialiser, name) ?? Hidden(level, HiddenMembers.InstanceInitialiser, name);
        var derive = Hidden(level, HiddenMembers.Derived, name);
        return new(
            name, FormerNames.Of(level, name, owner), level, slot,
            (derive ?? start) is { } method ? MemberStart.Of(Type, slot, method) : owner is { HasDefaultValue: true } ? MemberStart.Of(slot, owner) : null,
            derive is null ? null : MemberStart.Of(Type, slot, derive),
            Hidden(level, HiddenMembers.Lazy, name) is not null);
    }

    static MethodInfo? Hidden(Type level, string prefix, string member) => level.GetMethod(
        prefix + member, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly, []);

    /// <summary>The parameter of a constructor that stands for the member, as in a record.</summary>
    static ParameterInfo? Parameter(Type level, string name) =>
        level.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .SelectMany(c => c.GetParameters()).FirstOrDefault(p => p.Name == name);
}
