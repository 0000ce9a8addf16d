using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Stet.CommandLine.Values;

/// <summary>Values as C# of exactly their type.</summary>
internal sealed class CodeLiteral(CodeNames names)
{
    /// <param name="type">Of the parameter; it may be nullable.</param>
    /// <param name="text">As the value was written, for types that have no literal and are read from text.</param>
    public string Of(Type type, object? value, string text) => value switch
    {
        null => $"default({names.Of(type)})",
        bool truth => truth ? "true" : "false",
        string words => Text(words),
        char character => $"'{Escaped(character, '\'')}'",
        int number => Number(number),
        long number => number == long.MinValue ? "long.MinValue" : Number(number) + "L",
        uint number => Number(number) + "U",
        ulong number => Number(number) + "UL",
        byte or sbyte or short or ushort => $"({names.Of(value.GetType())}){Number((IFormattable)value)}",
        double number => Floating(number, "double", double.IsNaN(number), double.IsInfinity(number)),
        float number => Floating(number, "float", float.IsNaN(number), float.IsInfinity(number)) + (float.IsFinite(number) ? "F" : ""),
        decimal number => Number(number) + "M",
        Enum member => Member(member),
        FileSystemInfo => $"new {names.Of(value.GetType())}({Text(text)})",
        Uri => $"new {names.Of(typeof(Uri))}({Text(text)}, {names.Of(typeof(UriKind))}.RelativeOrAbsolute)",
        Version or Regex => $"new {names.Of(value.GetType())}({Text(text)})",
        _ => $"{names.Of(value.GetType())}.Parse({Text(text)}, {names.Of(typeof(CultureInfo))}.InvariantCulture)",
    };

    public static string Text(string text) => $"\"{string.Concat(text.Select(c => Escaped(c, '"')))}\"";

    private static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static string Floating(IFormattable number, string type, bool isNaN, bool isInfinite)
    {
        var text = Number(number);
        return isNaN ? $"{type}.NaN" : isInfinite ? $"{type}.{(text.StartsWith('-') ? "Negative" : "Positive")}Infinity" : text.Any(c => c is '.' or 'E') ? text : text + ".0";
    }

    private string Member(Enum member)
    {
        var type = names.Of(member.GetType());
        var text = member.ToString("G");
        return char.IsAsciiDigit(text[0]) || text[0] == '-' ? $"({type})({text})" : string.Join(" | ", text.Split(", ").Select(n => $"{type}.{CodeNames.Escaped(n)}"));
    }

    /// <summary>What could end the literal or its line, or is not seen, by its number.</summary>
    private static string Escaped(char character, char quote) =>
        character == quote || character == '\\' ? "\\" + character
        : character switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ when IsPlain(character) => character.ToString(),
            _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
        };

    private static bool IsPlain(char character) =>
        char.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) && (character == ' ' || !char.IsWhiteSpace(character));
}
