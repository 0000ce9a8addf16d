namespace Stet.Runtime.Migrating;

/// <summary>Types without their type arguments, and with others.</summary>
public static class TypeDefinitions
{
    internal static Type Of(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    /// <summary>A type in which the parameters stand for these arguments.</summary>
    internal static Type With(Type type, IReadOnlyList<Type> arguments) =>
        type.IsGenericParameter ? arguments[type.GenericParameterPosition]
        : type.IsArray ? MadeTypes.Instance.Array(With(type.GetElementType()!, arguments), type.GetArrayRank(), type.IsSZArray)
        : type.ContainsGenericParameters ? type.GetGenericTypeDefinition().MakeGenericType([.. type.GetGenericArguments().Select(a => With(a, arguments))]) : type;

    /// <summary>The full names of a type then and of one today are the same but for the number of type parameters.</summary>
    public static bool IsSameName(string? then, string? today) => then is not null && today is not null && (then == today || WithoutParameters(then) == WithoutParameters(today));

    /// <summary><c>Geo.Box`1+Part`2</c> is <c>Geo.Box+Part</c>.</summary>
    public static string WithoutParameters(string name)
    {
        int tick = name.IndexOf('`');
        if (tick < 0) return name;
        int end = tick + 1;
        while (end < name.Length && char.IsAsciiDigit(name[end])) end++;
        return name[..tick] + WithoutParameters(name[end..]);
    }
}
