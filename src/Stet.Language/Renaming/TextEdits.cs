namespace Stet.Language.Renaming;

/// <summary>A piece of a text and what stands there instead.</summary>
public sealed record TextEdit(int Start, string Old, string New);

public static class TextEdits
{
    /// <param name="edits">In order of position; of an insertion and a replacement at one place the insertion first.</param>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        foreach (var edit in edits.Reverse())
        {
            text = text[..edit.Start] + edit.New + text[(edit.Start + edit.Old.Length)..];
        }

        return text;
    }
}
