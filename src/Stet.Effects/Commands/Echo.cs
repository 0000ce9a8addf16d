using System.Text.RegularExpressions;
using Stet.Effects.Shell;

namespace Stet.Effects.Commands;

/// <summary>What <c>echo</c> and <c>printf</c> write: the next command in a pipe may take it as names or as a script.</summary>
internal static partial class Echo
{
    public static Produced Of(CommandCall call)
    {
        var words = call.Arguments.SkipWhile(a => a.Text is "-n" or "-e" or "-E" or "-ne" or "-en").ToList();
        return words.Any(w => w.Text is null) ? Produced.Unknown : new(string.Join(' ', words.Select(w => w.Text)) + "\n");
    }

    /// <summary>The format is used again until no argument is left.</summary>
    public static Produced Formatted(CommandCall call)
    {
        if (call.Arguments.Any(a => a.Text is null) || call.Arguments is not [{ Text: { } format }, ..])
        {
            return Produced.Unknown;
        }

        var waiting = new Queue<string>(call.Arguments.Skip(1).Select(a => a.Text!));
        var text = "";
        do
        {
            text += Conversion().Replace(Unescaped(format), m => m.Value == "%%" ? "%" : waiting.TryDequeue(out var next) ? next : "");
        }
        while (waiting.Count > 0 && Conversion().IsMatch(format.Replace("%%", "", StringComparison.Ordinal)));
        return new(text);
    }

    private static string Unescaped(string format) =>
        format.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\0", "\0", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal);

    [GeneratedRegex("%[-0-9.]*[sdqbxf]|%%")]
    private static partial Regex Conversion();
}
