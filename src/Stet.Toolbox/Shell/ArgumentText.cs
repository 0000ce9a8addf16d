using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Stet.Toolbox.Shell;

/// <summary>What a C# value is as arguments of a program: one for a value, one for each element of a sequence.</summary>
internal static class ArgumentText
{
    /// <exception cref="ArgumentException">It has no text that would be right.</exception>
    public static IReadOnlyList<byte[]> Of(object? value) => value switch
    {
        string text => [Bytes(text)],
        byte[] bytes => [Checked(bytes)],
        IDictionary => throw NoText(value),
        IEnumerable elements and not FileSystemInfo => [.. elements.Cast<object?>().Select(One)],
        _ => [One(value)],
    };

    private static byte[] One(object? value) => value switch
    {
        null => throw new ArgumentException("A value in a shell line is null. An empty text is \"\"; an absent argument is an empty sequence."),
        byte[] bytes => Checked(bytes),
        string text => Bytes(text),
        bool flag => Bytes(flag ? "true" : "false"),
        FileSystemInfo file => Bytes(file.FullName),
        Uri address => Bytes(address.OriginalString),
        DateTime or DateTimeOffset => Bytes(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture)),
        DateOnly or TimeOnly => Bytes(((IFormattable)value).ToString("o", CultureInfo.InvariantCulture)),
        IFormattable number => Bytes(number.ToString(null, CultureInfo.InvariantCulture)),
        IEnumerable or Delegate or Task => throw NoText(value),
        _ when HasTextOfItsOwn(value.GetType()) => Bytes(value.ToString() ?? ""),
        _ => throw NoText(value),
    };

    private static bool HasTextOfItsOwn(Type type) =>
        type.GetMethod(nameof(ToString), BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes)?.DeclaringType is { } owner && owner != typeof(object) && owner != typeof(ValueType);

    private static byte[] Bytes(string text) => Checked(SystemText.ToBytes(text));

    private static byte[] Checked(byte[] bytes) => Array.IndexOf(bytes, (byte)0) < 0 ? bytes
        : throw new ArgumentException("A value in a shell line contains the character 0, which no argument of a program can have.");

    private static ArgumentException NoText(object value) =>
        new($"A {value.GetType().Name} in a shell line has no text that an argument could be. Write which of its texts is meant: @(x.Name).");
}
