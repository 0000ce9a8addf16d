using System.Globalization;

namespace Stet.Calling;

/// <summary>A word of a command line as a value of a type that can parse itself.</summary>
public static class OptionText
{
    /// <exception cref="OptionTextException">The type does not take the word.</exception>
    public static T Parse<T>(string option, string text) where T : IParsable<T>
    {
        try
        {
            return T.Parse(text, CultureInfo.InvariantCulture);
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or ArgumentException)
        {
            var article = "aeioAEIO".Contains(typeof(T).Name[0], StringComparison.Ordinal) ? "an" : "a";
            throw new OptionTextException($"{option} wants {article} {typeof(T).Name}, and '{text}' is none: {wrong.Message.TrimEnd('.')}.");
        }
    }
}

/// <summary>A word of a command line is no value of the type that its option has: the command line is wrong, not the function.</summary>
public sealed class OptionTextException(string message) : Exception(message);
