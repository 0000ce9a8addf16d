namespace Stet.Terminal.Editing;

/// <summary>How far a new line is indented: as the line before it, and one step more behind an open bracket.</summary>
internal static class Indentation
{
    public const string Step = "    ";

    /// <summary>What to insert for a line break at a place: the break and the blanks after it.</summary>
    public static string LineBreakAt(string text, int at)
    {
        var line = text[Motions.LineStart(text, at)..at];
        var deeper = line.TrimEnd() is [.., '{' or '(' or '['] ? Step : "";
        return "\n" + Blanks(line) + deeper;
    }

    /// <summary>How many blanks to take away before a closing bracket typed at a place: one step, where the line has only blanks.</summary>
    public static int StepBack(string text, int at, string typed)
    {
        var line = text.AsSpan(Motions.LineStart(text, at)..at);
        var closes = typed is "}" or ")" or "]";
        return closes && line.Length > 0 && line.IsWhiteSpace() && line.EndsWith(Step) ? Step.Length : 0;
    }

    private static string Blanks(string line) => line[..^line.TrimStart().Length];
}
