using Stet.CommandLine.Values;
using Stet.Sessions.Variables;

namespace Stet.Sessions.Exporting;

/// <summary>
/// A variable as data of an exported program: a static field with the value that it has now, where that is one C# can write down: numbers, text, truth, dates, and arrays and lists of them.
/// </summary>
internal static class ExportedData
{
    private const int MostElements = 1000;

    private static readonly Dictionary<string, Type> Types = new Type[]
    {
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(decimal), typeof(char), typeof(string),
        typeof(DateTime), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(System.Numerics.BigInteger),
    }.ToDictionary(t => t.FullName!);

    /// <summary>The field's declaration; null for a value that is not written down.</summary>
    public static string? Field(VariableTable variables, string name)
    {
        if (variables.Find(name) is not { } variable || TypeOf(variable.Type) is not { } type)
        {
            return null;
        }

        var value = variable.Slot is { } slot ? slot.Boxed : Restored(variables, name, type);
        return Code(type, value) is { } code ? $"public static {CallCode.TypeName(type)} {CallCode.Name(name)} = {code};" : null;
    }

    private static Type? TypeOf(string written)
    {
        var text = written.Replace("global::", "", StringComparison.Ordinal).TrimEnd('?');
        return text.EndsWith("[]", StringComparison.Ordinal) ? Scalar(text[..^2])?.MakeArrayType()
            : text.StartsWith("System.Collections.Generic.List<", StringComparison.Ordinal) ? Scalar(text["System.Collections.Generic.List<".Length..^1]) is { } element ? typeof(List<>).MakeGenericType(element) : null
            : Scalar(text);
    }

    private static Type? Scalar(string text) => Types.GetValueOrDefault(text) ?? Types.Values.FirstOrDefault(t => CallCode.TypeName(t) == text);

    private static object? Restored(VariableTable variables, string name, Type type)
    {
        var slot = (Runtime.VariableSlot)typeof(VariableTable).GetMethod(nameof(VariableTable.Bind))!.MakeGenericMethod(type).Invoke(variables, [name])!;
        return slot.Boxed;
    }

    private static string? Code(Type type, object? value) => value switch
    {
        Array { Length: <= MostElements } or System.Collections.IList { Count: <= MostElements } => $"[{string.Join(", ", ((System.Collections.IEnumerable)value).Cast<object?>().Select(Literal))}]",
        System.Collections.IList => null,
        null => "null!",
        _ => Literal(value),
    };

    private static string Literal(object? value) => value is null ? "null!" : CallCode.Literal(value);
}
