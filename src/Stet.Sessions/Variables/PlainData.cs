using Stet.Runtime;

namespace Stet.Sessions.Variables;

/// <summary>Values that certainly contain nothing of the workspace's code: numbers, texts, dates, and arrays and lists of these.</summary>
internal static class PlainData
{
    public static bool Is(object? value) => value is null || IsType(value.GetType());

    private static bool IsType(Type type) =>
        type == typeof(string)
        || type.IsArray && IsType(type.GetElementType()!)
        || type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) && IsType(type.GetGenericArguments()[0])
        || type.IsValueType && !type.IsGenericType && WorldLoader.UnitOf(type.Assembly) is null;
}
