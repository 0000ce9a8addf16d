using Stet.Runtime.Capturing;

namespace Stet.Runtime.Migrating;

/// <summary>Puts types together: themselves, or as C# writes them.</summary>
internal interface ITypeMaking<R>
{
    /// <param name="arguments">As many as the definition has parameters.</param>
    R Make(Type definition, IReadOnlyList<R> arguments);

    /// <param name="isVector">It is a <c>T[]</c>.</param>
    R Array(R element, int rank, bool isVector);
}

/// <summary>Types themselves.</summary>
internal sealed class MadeTypes : ITypeMaking<Type>
{
    public static MadeTypes Instance { get; } = new();

    /// <exception cref="UnfitTypeException">The arguments do not meet the constraints.</exception>
    public Type Make(Type definition, IReadOnlyList<Type> arguments)
    {
        if (arguments.Count == 0) return definition;
        if (definition == typeof(Nullable<>) && !arguments[0].IsValueType) return arguments[0];
        try
        {
            return definition.MakeGenericType([.. arguments]);
        }
        catch (Exception e) when (e is ArgumentException or TypeLoadException)
        {
            throw new UnfitTypeException(TypeConstraints.Unmet(definition, arguments) ?? $"the type {TypeNames.Of(definition)} cannot be had with {string.Join(", ", arguments.Select(TypeNames.Of))}: {e.Message}");
        }
    }

    public Type Array(Type element, int rank, bool isVector) => isVector ? element.MakeArrayType() : element.MakeArrayType(rank);
}

/// <summary>C# types that mean the same everywhere: <c>global::Geo.Box&lt;int&gt;.Part</c>.</summary>
internal sealed class TypeSources : ITypeMaking<string>
{
    public static TypeSources Instance { get; } = new();

    public string Make(Type definition, IReadOnlyList<string> arguments)
    {
        if (definition == typeof(Nullable<>)) return arguments[0].EndsWith('?') ? arguments[0] : arguments[0] + "?";
        if (Type.GetTypeCode(definition) is not (TypeCode.Object or TypeCode.DateTime or TypeCode.DBNull) && !definition.IsEnum || definition == typeof(object)) return TypeNames.Of(definition);
        var (text, used) = ($"global::{(string.IsNullOrEmpty(definition.Namespace) ? "" : definition.Namespace + ".")}", 0);
        foreach (var level in Levels(definition))
        {
            int count = level.GetGenericArguments().Length;
            string own = string.Join(", ", arguments.Skip(used).Take(count - used));
            text += (used > 0 || text[^1] is not ('.' or ':') ? "." : "") + level.Name.Split('`')[0] + (own.Length > 0 ? $"<{own}>" : "");
            used = count;
        }
        return text;
    }

    /// <summary>Outer dimensions stand before inner ones: an array of <c>int[,]</c> is <c>int[][,]</c>.</summary>
    public string Array(string element, int rank, bool isVector)
    {
        int end = element.Length;
        while (end > 0 && element[end - 1] == ']' && element.LastIndexOf('[', end - 1) is var open and > 0) end = open;
        return element.Insert(end, $"[{new string(',', rank - 1)}]");
    }

    static IEnumerable<Type> Levels(Type type) => type.DeclaringType is { } outer ? Levels(outer).Append(type) : [type];
}
