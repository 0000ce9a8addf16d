using System.Reflection;
using Stet.Images;

namespace Stet.Runtime.Migrating;

/// <summary>The types that belong together in a type of then and what it is today: those of members of one name, bases, and what a delegate takes and gives.</summary>
/// <param name="Name">What has the type, for a message.</param>
/// <param name="Then">In the parameters of then.</param>
/// <param name="Now">In the parameters of today.</param>
internal sealed record TypePair(string Name, Type Then, Type Now)
{
    const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<TypePair> Of(Type then, Type now)
    {
        if (typeof(Delegate).IsAssignableFrom(now) && now.GetMethod("Invoke") is { } call && then.GetMethod("Invoke") is { } called) return OfCalls(called, call);
        return OfFields(then, now).Concat(OfBases(then, now));
    }

    static IEnumerable<TypePair> OfCalls(MethodInfo then, MethodInfo now) =>
        then.GetParameters().Zip(now.GetParameters()).Select(p => new TypePair(p.Second.Name ?? "a parameter", p.First.ParameterType, p.Second.ParameterType))
            .Append(new("the result", then.ReturnType, now.ReturnType));

    static IEnumerable<TypePair> OfFields(Type then, Type now)
    {
        var old = Fields(then).ToList();
        foreach (var (level, field) in Fields(now))
        {
            string name = MemberNames.Shown(field.Name);
            var parameter = level.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).SelectMany(c => c.GetParameters()).FirstOrDefault(p => p.Name == name);
            var former = FormerNames.Of(level, name, parameter);
            var match = old.Where(o => o.Field.IsStatic == field.IsStatic).ToLookup(o => MemberNames.Shown(o.Field.Name), o => o.Field);
            if (match[name].Concat(former.SelectMany(f => match[f])).FirstOrDefault() is { } was) yield return new(name, was.FieldType, field.FieldType);
        }
    }

    static IEnumerable<TypePair> OfBases(Type then, Type now)
    {
        if (then.BaseType is { } was && now.BaseType is { IsGenericType: true } parent) yield return new("the base class", was, parent);
        foreach (var contract in now.GetInterfaces().Where(i => i.IsGenericType)) yield return new("an interface", then, contract);
    }

    static IEnumerable<(Type Level, FieldInfo Field)> Fields(Type type)
    {
        for (var at = type; at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType)
            foreach (var field in at.GetFields(Own)) yield return (at, field);
    }
}
