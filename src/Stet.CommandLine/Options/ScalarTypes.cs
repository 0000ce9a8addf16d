using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Stet.Display;

namespace Stet.CommandLine.Options;

/// <summary>Types whose values are one word: numbers, text, enums, files, and whatever can parse itself.</summary>
internal static class ScalarTypes
{
    /// <summary>Null for a type that one word does not make.</summary>
    public static Scalar? Of(Type type) =>
        type == typeof(string) ? Plain(type, "text", text => text)
        : type == typeof(bool) ? new(type, "true or false", "true|false", Truth, ["true", "false"])
        : type == typeof(char) ? Plain(type, "one character", text => text.Length == 1 ? text[0] : throw new FormatException())
        : type.IsEnum ? EnumWords.Of(type)
        : type == typeof(FileInfo) ? Plain(type, "a file name", text => new FileInfo(text)) with { Placeholder = "file", TakesFiles = true }
        : type == typeof(DirectoryInfo) ? Plain(type, "a folder", text => new DirectoryInfo(text)) with { Placeholder = "folder", TakesFiles = true }
        : type == typeof(Uri) ? Plain(type, "an address", text => new Uri(text, UriKind.RelativeOrAbsolute))
        : type == typeof(Version) ? Plain(type, "a version", text => Version.Parse(text))
        : type == typeof(Regex) ? Plain(type, "a regular expression", text => new Regex(text))
        : Integers.Contains(type) ? Plain(type, Articled(type), text => Integer(type, text))
        : IsParsable(type) ? Plain(type, Articled(type), text => Parse(type, text)) with { IsReadByTheUsersCode = AssemblyLoadContext.GetLoadContext(type.Assembly) != AssemblyLoadContext.Default, HidesItsParse = !HasItsParseInSight(type), SaysWhy = !Members.IsPlatform(type) }
        : null;

    /// <summary>Whether the type has a static <c>Parse</c> by <see cref="IParsable{TSelf}"/>.</summary>
    public static bool IsParsable(Type type) =>
        !type.IsInterface && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>) && i.GetGenericArguments()[0] == type);

    /// <summary>Whether code can call <c>T.Parse(text, provider)</c>; a type may have it for <see cref="IParsable{TSelf}"/> alone.</summary>
    private static bool HasItsParseInSight(Type type) => type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(IFormatProvider)]) is not null;

    /// <summary>"an int", "a Celsius".</summary>
    public static string Articled(Type type)
    {
        var name = ValueText.TypeName(type);
        return (name.Length > 0 && "aeioAEIO".Contains(name[0], StringComparison.Ordinal) ? "an " : "a ") + name;
    }

    private static readonly HashSet<Type> Integers =
        [typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong)];

    private static Scalar Plain(Type type, string wants, Func<string, object?> read) => new(type, wants, ValueText.TypeName(type), read, []);

    private static object Truth(string text) => bool.TryParse(text, out var truth) ? truth : throw new FormatException();

    private static object Integer(Type type, string text)
    {
        var isHexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var number = isHexadecimal ? Int128.Parse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : Int128.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var parsed) ? parsed : throw new FormatException();
        return number >= Limit(type, "MinValue") && number <= Limit(type, "MaxValue")
            ? Convert.ChangeType(number < 0 ? (long)number : (object)(ulong)number, type, CultureInfo.InvariantCulture)
            : throw new OverflowException($"the least is {Limit(type, "MinValue")}, the greatest {Limit(type, "MaxValue")}");
    }

    private static Int128 Limit(Type type, string name)
    {
        var limit = type.GetField(name)!.GetRawConstantValue()!;
        return limit is ulong large ? large : Convert.ToInt64(limit, CultureInfo.InvariantCulture);
    }

    private static readonly HashSet<Type> Fractions = [typeof(double), typeof(float), typeof(decimal), typeof(Half)];

    /// <summary>A comma between digits is a slip of another language's point: it would be read as the mark of thousands.</summary>
    private static object? Parse(Type type, string text) => Fractions.Contains(type) && text.Contains(',', StringComparison.Ordinal) ? throw new FormatException() :
        typeof(ScalarTypes).GetMethod(nameof(ParseAs), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [text], null);

    private static T ParseAs<T>(string text) where T : IParsable<T> => T.Parse(text, CultureInfo.InvariantCulture);
}
