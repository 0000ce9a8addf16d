namespace Stet.Runtime;

/// <summary>What the static places of a type are called as a whole, in the store and in messages: <c>static Counter</c>, <c>static Geo.Box&lt;int&gt;</c>. No variable of the user's can have such a name.</summary>
public static class StaticsName
{
    private const string Word = "static ";

    public static string Of(Type owner) => Word + TypeText(owner);

    /// <summary>The name for the type that code calls so.</summary>
    public static string Of(string type) => Word + type;

    /// <summary>Whether this is the name of static places, and not of a variable.</summary>
    public static bool Is(string name) => name.StartsWith(Word, StringComparison.Ordinal);

    private static string TypeText(Type type)
    {
        if (type.IsArray)
        {
            return $"{TypeText(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return TypeText(inner) + "?";
        }

        var space = string.IsNullOrEmpty(type.Namespace) || type.Namespace.StartsWith("System", StringComparison.Ordinal) ? "" : type.Namespace + ".";
        return type.IsGenericType || type.IsNested ? space + Levels(type) : space + Capturing.TypeNames.Of(type);
    }

    /// <summary>An outer class has its own part of the arguments.</summary>
    private static string Levels(Type type)
    {
        var arguments = type.GetGenericArguments();
        var (text, used) = ("", 0);
        foreach (var level in Outward(type).Reverse())
        {
            var count = level.GetGenericArguments().Length;
            var own = string.Join(", ", arguments[used..count].Select(TypeText));
            text += (text.Length > 0 ? "." : "") + level.Name.Split('`')[0] + (own.Length > 0 ? $"<{own}>" : "");
            used = count;
        }

        return text;
    }

    private static IEnumerable<Type> Outward(Type type)
    {
        for (var at = type; at is not null; at = at.DeclaringType)
        {
            yield return at;
        }
    }
}
