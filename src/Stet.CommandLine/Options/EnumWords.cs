namespace Stet.CommandLine.Options;

/// <summary>The members of an enum as words, whatever their case; of flags several, with a comma or a bar between them.</summary>
internal static class EnumWords
{
    public static Scalar Of(Type type)
    {
        var names = Enum.GetNames(type);
        var several = type.IsDefined(typeof(FlagsAttribute), inherit: false) ? "one or several (with commas) of " : "one of ";
        return new(type, several + string.Join(", ", names), string.Join('|', names), text => Read(type, names, text), names);
    }

    private static object Read(Type type, string[] names, string text)
    {
        var words = type.IsDefined(typeof(FlagsAttribute), inherit: false) ? text.Split(',', '|') : [text];
        var members = words.Select(word => Member(names, word.Trim()));
        return Enum.Parse(type, string.Join(',', members));
    }

    /// <summary>The very name first: two members may differ in case only.</summary>
    private static string Member(string[] names, string word) =>
        names.FirstOrDefault(n => n == word) ?? names.FirstOrDefault(n => string.Equals(n, word, StringComparison.OrdinalIgnoreCase)) ?? throw new FormatException();
}
