namespace Stet.Sessions.Variables;

/// <summary>C# types whose values are no objects that can change or be shared: numbers, characters, texts.</summary>
internal static class ScalarTypes
{
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>
    {
        "bool", "byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "char", "float", "double", "decimal", "string",
    };
}
