namespace Stet.Effects.Shell;

/// <summary>What stands in <c>${ }</c>, and names after a <c>$</c>.</summary>
internal static class ParameterReader
{
    /// <summary>Longer ones before their beginnings.</summary>
    private static readonly string[] Operators = [":-", ":=", ":+", ":?", "##", "%%", "//", "/#", "/%", "^^", ",,", "-", "=", "+", "?", "#", "%", "/", "^", ",", ":", "@", "["];

    public static ParameterPart Read(string inside, bool quoted)
    {
        var isLength = inside.Length > 1 && inside[0] is '#' or '!';
        var text = new ShellText(isLength ? inside[1..] : inside);
        var name = NameAt(text, 0);
        var rest = text.Rest[Math.Min(name.Length, text.Rest.Length)..];
        if (isLength)
        {
            return new(name, inside[0].ToString(), null, quoted);
        }

        var found = Operators.FirstOrDefault(o => rest.StartsWith(o, StringComparison.Ordinal)) ?? "";
        return new(name, found, found.Length == 0 ? null : new WordReader(new(rest[found.Length..])).Read(_ => false), quoted);
    }

    /// <summary>A name, a digit or one of the special parameters; empty where there is none.</summary>
    public static string NameAt(ShellText text, int offset)
    {
        var first = text.Peek(offset);
        if (char.IsAsciiDigit(first) || (first != '\0' && "@*#?$!-".Contains(first, StringComparison.Ordinal)))
        {
            return first.ToString();
        }

        var name = new System.Text.StringBuilder();
        while (char.IsLetterOrDigit(text.Peek(offset + name.Length)) || text.Peek(offset + name.Length) == '_')
        {
            name.Append(text.Peek(offset + name.Length));
        }

        return name.ToString();
    }
}
