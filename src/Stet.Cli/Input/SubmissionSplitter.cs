using Stet.Model;

namespace Stet.Cli.Input;

/// <summary>
/// Cuts lines into submissions. One ends where the C# is complete, unless the next line, where it is there already, cannot begin another
/// (<c>else</c>, <c>.Where(…)</c>). Blank lines and comments between submissions belong to none of them. What is incomplete at the end of the input is
/// submitted too: the compiler says best what is missing.
/// </summary>
internal sealed class SubmissionSplitter(ILineReader lines, Func<string, InputState> stateOf)
{
    private static readonly string[] ContinuingWords = ["else", "catch", "finally"];
    private static readonly string[] ContinuingMarks = [".", "?.", "??", "&&", "||", "=>", ")", "]", "}", ",", "? ", ": "];

    public IEnumerable<string> Submissions()
    {
        while (Next() is { } code)
        {
            yield return code;
        }
    }

    private string? Next()
    {
        var code = "";
        while (lines.Read() is { } line)
        {
            if (code.Length == 0 && IsEmpty(line))
            {
                continue;
            }

            code = code.Length == 0 ? line : code + "\n" + line;
            if (stateOf(code) != InputState.Incomplete && !(lines.PeekAvailable() is { } next && ContinuesTheLast(next)))
            {
                return code;
            }
        }

        return code.Length == 0 ? null : code;
    }

    private static bool IsEmpty(string line) =>
        line.AsSpan().Trim() is var text && (text.IsEmpty || text.StartsWith("//", StringComparison.Ordinal));

    private static bool ContinuesTheLast(string line)
    {
        var text = line.TrimStart();
        return (ContinuingMarks.Any(m => text.StartsWith(m, StringComparison.Ordinal)) && !text.StartsWith("..", StringComparison.Ordinal))
            || ContinuingWords.Any(w => text.StartsWith(w, StringComparison.Ordinal) && (text.Length == w.Length || !char.IsLetterOrDigit(text[w.Length])));
    }
}
