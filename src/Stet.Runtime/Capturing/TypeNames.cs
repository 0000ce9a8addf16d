namespace Stet.Runtime.Capturing;

/// <summary>Types as a message names them: <c>List&lt;Day&gt;</c>.</summary>
internal static class TypeNames
{
    public static string Of(Type type)
    {
        if (type.IsArray) return Of(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        if (!type.IsGenericType) return type.Name;
        string name = type.Name;
        int tick = name.IndexOf('`');
        string arguments = string.Join(", ", type.GetGenericArguments().Select(Of));
        return tick < 0 ? name : $"{name[..tick]}<{arguments}>";
    }
}
