namespace Stet.CommandLine.Reading;

/// <summary>How it is said that a word is no value of the type that an option has.</summary>
public static class WrongValue
{
    /// <param name="why">More about it, or nothing.</param>
    public static string Message(string option, string wants, string text, string why) =>
        $"{option} wants {wants}, and '{text}' is none{(why.Length == 0 ? "" : $": {why.TrimEnd('.')}")}.";
}
