namespace Stet.Runtime.Capturing;

/// <summary>Types as a message names them: <c>List&lt;Day&gt;</c>.</summary>
internal static class TypeNames
{
    public static string Of(Type type)
    {
        if (type.IsArray) return Of(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        if (Nullable.GetUnderlyingType(type) is { } inner) return Of(inner) + "?";
        if (type is { Name: Worlds.HiddenMembers.Statics, DeclaringType: { } owner }) return Of(type.IsGenericType ? owner.MakeGenericType(type.GetGenericArguments()) : owner);
        if (!type.IsGenericType) return type.IsEnum ? type.Name : Keyword(type);
        string name = type.Name;
        int tick = name.IndexOf('`');
        string arguments = string.Join(", ", type.GetGenericArguments().Select(Of));
        return tick < 0 ? name : $"{name[..tick]}<{arguments}>";
    }

    static string Keyword(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => "bool",
        TypeCode.Char => "char",
        TypeCode.SByte => "sbyte",
        TypeCode.Byte => "byte",
        TypeCode.Int16 => "short",
        TypeCode.UInt16 => "ushort",
        TypeCode.Int32 => "int",
        TypeCode.UInt32 => "uint",
        TypeCode.Int64 => "long",
        TypeCode.UInt64 => "ulong",
        TypeCode.Single => "float",
        TypeCode.Double => "double",
        TypeCode.Decimal => "decimal",
        TypeCode.String => "string",
        _ => type == typeof(object) ? "object" : type.Name,
    };
}
