using Stet.Display;

namespace Stet.CommandLine.Values;

/// <summary>Types as C# code names them from anywhere, with their namespaces.</summary>
/// <param name="isTaken">Whether a name means something else than the namespace of that name.</param>
internal sealed class CodeNames(Func<string, bool> isTaken)
{
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate", "do", "double", "else", "enum", "event",
        "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct",
        "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while", "await", "field", "record",
    ];

    public static string Escaped(string name) => Keywords.Contains(name) ? "@" + name : name;

    public string Of(Type type) =>
        TypeKeywords.Of(type) is { } keyword ? keyword
        : type.IsSZArray ? Of(type.GetElementType()!) + "[]"
        : Nullable.GetUnderlyingType(type) is { } plain ? Of(plain) + "?"
        : Space(type) + Nested(type, new Queue<Type>(type.GetGenericArguments()));

    private string Space(Type type)
    {
        var space = type.Namespace ?? "";
        return space.Length == 0 ? "" : (isTaken(space.Split('.')[0]) ? "global::" : "") + string.Join('.', space.Split('.').Select(Escaped)) + ".";
    }

    private string Nested(Type type, Queue<Type> arguments)
    {
        var outer = type.DeclaringType is { } declaring ? Nested(declaring, arguments) + "." : "";
        var tick = type.Name.IndexOf('`');
        var own = tick < 0 ? 0 : int.Parse(type.Name.AsSpan(tick + 1), System.Globalization.CultureInfo.InvariantCulture);
        var given = Enumerable.Range(0, own).Select(_ => Of(arguments.Dequeue())).ToList();
        return outer + Escaped(tick < 0 ? type.Name : type.Name[..tick]) + (own == 0 ? "" : $"<{string.Join(", ", given)}>");
    }
}
