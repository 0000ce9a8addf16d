using System.Reflection;
using System.Runtime.CompilerServices;

namespace Stet.Display;

/// <summary>Types as C# writes them, without namespaces: <c>int</c>, <c>List&lt;Day&gt;</c>, <c>(int, string)</c>, <c>int[][,]</c>.</summary>
internal static class CSharpNames
{
    public static string Of(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + Of(type.GetElementType()!);
        }

        if (type.IsPointer)
        {
            return Of(type.GetElementType()!) + "*";
        }

        return type switch
        {
            { IsArray: true } => ArrayName(type, (_, rank) => new string(',', rank - 1)),
            { IsFunctionPointer: true } => FunctionPointer(type),
            { IsGenericParameter: true } => type.Name,
            _ when Nullable.GetUnderlyingType(type) is { } underlying => Of(underlying) + "?",
            _ when TypeKeywords.Of(type) is { } keyword => keyword,
            _ when IsAnonymous(type) => Anonymous(type),
            _ when IsTuple(type) => $"({string.Join(", ", TupleElements(type).Select(Of))})",
            _ => Named(type),
        };
    }

    /// <summary>The array's type with its lengths: <c>double[5]</c>, <c>int[2,3]</c>, <c>string[4][]</c>.</summary>
    public static string Sized(Array array) =>
        ArrayName(array.GetType(), (depth, rank) =>
            depth == 0 ? string.Join(",", Enumerable.Range(0, rank).Select(array.GetLength)) : new string(',', rank - 1));

    /// <summary>
    /// The type itself where code can name it; for a private class of the platform or the compiler the nearest base class that can be named; null if none.
    /// </summary>
    public static Type? Writable(Type type)
    {
        var known = type;
        while (known is not null && known != typeof(object) && !CanBeNamed(known))
        {
            known = known.BaseType;
        }

        return known == typeof(object) && type != typeof(object) ? null : known;
    }

    private static bool CanBeNamed(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).IsVisible || !(Members.IsPlatform(type) || type.Name.StartsWith('<'));

    /// <summary>The compiler's anonymous types, and the shared ones that stand for them in a workspace.</summary>
    public static bool IsAnonymous(Type type) =>
        type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal) || type.Namespace == "__anonymous";

    public static bool IsTuple(Type type) =>
        type.IsGenericType && !type.IsGenericTypeDefinition && type.IsAssignableTo(typeof(ITuple)) && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal)
        && type.GetGenericArguments().Length > 1;

    /// <summary>C# writes the ranks of an array of arrays from the outside in: an array of <c>int[,]</c> is <c>int[][,]</c>.</summary>
    private static string ArrayName(Type type, Func<int, int, string> inside)
    {
        var ranks = "";
        var element = type;
        for (var depth = 0; element.IsArray; depth++)
        {
            ranks += $"[{inside(depth, element.GetArrayRank())}]";
            element = element.GetElementType()!;
        }

        return Of(element) + ranks;
    }

    private static string Named(Type type)
    {
        var arguments = new Queue<Type>(type.GetGenericArguments());
        var parts = Nesting(type).Select(level => Part(level, arguments)).ToList();
        return string.Join(".", parts.Where((part, i) => i == parts.Count - 1 || IsIdentifier(part)));
    }

    private static IEnumerable<Type> Nesting(Type type) =>
        type.DeclaringType is { } outer ? Nesting(outer).Append(type) : [type];

    private static string Part(Type level, Queue<Type> arguments)
    {
        var tick = level.Name.IndexOf('`');
        if (tick < 0)
        {
            return level.Name;
        }

        var count = int.Parse(level.Name.AsSpan(tick + 1), System.Globalization.CultureInfo.InvariantCulture);
        var own = Enumerable.Range(0, count).Select(_ => arguments.Dequeue()).ToList();
        var shown = own.Select(argument => argument.IsGenericParameter && level.IsGenericTypeDefinition ? "" : Of(argument));
        var separator = level.IsGenericTypeDefinition && own.All(argument => argument.IsGenericParameter) ? "," : ", ";
        return $"{level.Name[..tick]}<{string.Join(separator, shown)}>";
    }

    /// <summary>Containers that a compiler made have names no C# code can write; they are left out.</summary>
    private static bool IsIdentifier(string name) => !name.StartsWith('<') && !name.Contains('$');

    private static string Anonymous(Type type)
    {
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => $"{Of(p.PropertyType)} {p.Name}");
        return $"<anonymous type: {string.Join(", ", members)}>";
    }

    private static IEnumerable<Type> TupleElements(Type type)
    {
        var arguments = type.GetGenericArguments();
        return arguments.Length == 8 && arguments[7].IsGenericType
            ? arguments.Take(7).Concat(TupleElements(arguments[7]))
            : arguments;
    }

    private static string FunctionPointer(Type type)
    {
        var parts = type.GetFunctionPointerParameterTypes().Append(type.GetFunctionPointerReturnType());
        return $"delegate*<{string.Join(", ", parts.Select(Of))}>";
    }
}
