using System.Globalization;
using System.Numerics;
using System.Text;

namespace Stet.Display;

/// <summary>
/// Scalars as C# writes them, whatever the culture. A floating-point number is shown with the fewest digits that read back
/// to the same number, and without a suffix: <c>0.1</c>, <c>3</c>, <c>1E+20</c>, as the C# interactive window does.
/// Dates and times, which have no literal, are shown as ISO 8601.
/// </summary>
internal static class Literals
{
    /// <summary>The scalar's text, or null where the value is no scalar.</summary>
    public static string? Of(object value, DisplayOptions options) => value switch
    {
        string text => Text(text, options.MaxTextLength),
        bool truth => truth ? "true" : "false",
        char character => Character(character),
        Enum member => Member(member),
        DateTime time => Time(time),
        DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        Type type => $"typeof({CSharpNames.Of(type)})",
        BigInteger number => Bounded(BigIntegerText(number), options.MaxTextLength),
        StringBuilder builder => $"StringBuilder {Text(builder.ToString(0, Math.Min(builder.Length, options.MaxTextLength + 1)), options.MaxTextLength)}",
        IFormattable number when IsPlain(number) => number.ToString(null, CultureInfo.InvariantCulture),
        Uri or Version or Index or Range => value.ToString(),
        _ => null,
    };

    /// <summary>Whether values of the type are shown in one word, so that they fit a table's cell.</summary>
    public static bool AreScalar(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsPrimitive || plain.IsEnum || Scalars.Contains(plain);
    }

    public static bool AreNumbers(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return Numbers.Contains(plain) || (plain.IsPrimitive && plain != typeof(bool) && plain != typeof(char));
    }

    public static string Bounded(string text, int length) =>
        text.Length <= length
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, Budget.Cut(text, length))}... ({text.Length:N0} characters)");

    private static readonly HashSet<Type> Numbers =
        [typeof(decimal), typeof(Half), typeof(Int128), typeof(UInt128), typeof(BigInteger), typeof(Complex)];

    private static readonly HashSet<Type> Scalars =
    [
        .. Numbers, typeof(string), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
        typeof(Guid), typeof(Rune), typeof(Uri), typeof(Version), typeof(Type),
    ];

    private static bool IsPlain(object value) =>
        value.GetType().IsPrimitive || value is decimal or Half or Int128 or UInt128 or Complex or Guid or Rune;

    /// <summary>Digits of a huge number take quadratic time, so beyond some size only the magnitude is shown.</summary>
    private static string BigIntegerText(BigInteger number) =>
        number.GetBitLength() <= 100_000
            ? number.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"BigInteger of {number.GetBitLength():N0} bits");

    private static string Time(DateTime time) =>
        time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);

    private static string Member(Enum member)
    {
        var text = member.ToString("G");
        return char.IsAsciiDigit(text[0]) || text[0] == '-'
            ? $"({CSharpNames.Of(member.GetType())}){text}"
            : text.Replace(", ", " | ", StringComparison.Ordinal);
    }

    private static string Character(char character) =>
        character == '\'' ? @"'\''" : $"'{Escaped(character, '\'')}'";

    private static string Text(string text, int maxLength)
    {
        var shown = Budget.Cut(text, Math.Min(text.Length, maxLength));
        var quoted = new StringBuilder(shown + 2).Append('"');
        foreach (var character in text.AsSpan(0, shown))
        {
            quoted.Append(Escaped(character, '"'));
        }

        quoted.Append('"');
        return shown == text.Length
            ? quoted.ToString()
            : quoted.Append(CultureInfo.InvariantCulture, $"... ({text.Length:N0} characters)").ToString();
    }

    private static string Escaped(char character, char quote) => character switch
    {
        '\\' => @"\\",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        '\0' => @"\0",
        '\a' => @"\a",
        '\b' => @"\b",
        '\f' => @"\f",
        '\v' => @"\v",
        '\e' => @"\e",
        _ when character == quote => "\\" + quote,
        _ when char.IsControl(character) || character is '\u2028' or '\u2029' or '\ufeff' => $@"\u{(int)character:x4}",
        _ => character.ToString(),
    };
}
