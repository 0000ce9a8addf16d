using System.Text.RegularExpressions;

namespace Stet.Effects;

/// <summary>The tables are text files inside the assembly: data with its sources, to be read and mended without a compiler.</summary>
internal static partial class TableText
{
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(TableText).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no table {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }

    /// <summary>Separated by blanks; what is in double quotes is one.</summary>
    public static IReadOnlyList<string> Tokens(string text) => [.. Token().Matches(text).Select(m => m.Value)];

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Token();
}
