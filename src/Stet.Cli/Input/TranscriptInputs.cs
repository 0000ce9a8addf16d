namespace Stet.Cli.Input;

/// <summary>
/// The inputs of a transcript: in blocks that open with <c>```stet</c>, a line that starts with <c>"> "</c> begins one and lines that start with
/// <c>". "</c> continue it; the others are recorded output. All run in one session. A <c>```csharp</c> block is one input.
/// </summary>
internal static class TranscriptInputs
{
    public static IReadOnlyList<string> Of(string text)
    {
        var inputs = new List<string>();
        string? block = null;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                block = block is null ? line[3..].Trim().Split(' ')[0] : null;
                if (block == "csharp")
                {
                    inputs.Add("");
                }
            }
            else if (block == "csharp")
            {
                inputs[^1] += inputs[^1].Length == 0 ? line : "\n" + line;
            }
            else if (block == "stet")
            {
                Take(line, inputs);
            }
        }

        return [.. inputs.Where(i => i.Trim().Length > 0)];
    }

    private static void Take(string line, List<string> inputs)
    {
        if (line.StartsWith("> ", StringComparison.Ordinal))
        {
            inputs.Add(line[2..]);
        }
        else if (line.StartsWith(". ", StringComparison.Ordinal) && inputs.Count > 0)
        {
            inputs[^1] += "\n" + line[2..];
        }
    }
}
