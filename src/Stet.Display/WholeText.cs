using System.Collections;

namespace Stet.Display;

/// <summary>A value for other programs: strings as they are, one element of a sequence on each line, no bounds.</summary>
internal static class WholeText
{
    public static string Of(object? value, DisplayOptions options) =>
        value is IEnumerable elements and not string && !OwnText.IsDeclared(value.GetType()) ? string.Join('\n', elements.Cast<object?>().Select(e => Line(e, options))) : Line(value, options);

    private static string Line(object? value, DisplayOptions options) => value switch
    {
        null => "",
        string text => text,
        char character => character.ToString(),
        FileSystemInfo file => file.ToString(),
        DictionaryEntry pair => $"{Line(pair.Key, options)}\t{Line(pair.Value, options)}",
        _ when Literals.Of(value, options) is { } word => word,
        _ when OwnText.IsDeclared(value.GetType()) => OwnText.Of(value),
        _ when IsPair(value) => string.Join('\t', new[] { "Key", "Value" }.Select(name => Line(value.GetType().GetProperty(name)!.GetValue(value), options))),
        _ => Cells(value, options) ?? new Describer(options).Describe(value, value.GetType()).Flat,
    };

    /// <summary>The parts of an object with tabs between them, where each is one word.</summary>
    private static string? Cells(object value, DisplayOptions options)
    {
        var members = value is IEnumerable ? [] : new Describer(options).MembersOf(value.GetType());
        return members.Count > 0 && members.All(m => Literals.AreScalar(m.Type)) ? string.Join('\t', members.Select(m => Line(m.Read(value), options))) : null;
    }

    private static bool IsPair(object value) => value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
}
