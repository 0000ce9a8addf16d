using System.Text.RegularExpressions;

namespace Stet.Transcripts;

/// <summary>Replaces what differs from run to run (places, times, ids) by a word, in what is printed and so in what is recorded.</summary>
internal sealed partial class Masks(string folder)
{
    private readonly List<(Regex Pattern, string Word)> added = [];

    /// <summary>Adds a mask written as <c>pattern => word</c>.</summary>
    public void Add(string mask)
    {
        var arrow = mask.LastIndexOf(" => ", StringComparison.Ordinal);
        if (arrow < 0)
        {
            throw new FormatException($"The mask '{mask}' is not of the form 'pattern => word'.");
        }

        added.Add((new Regex(mask[..arrow]), mask[(arrow + 4)..]));
    }

    public string Apply(string text)
    {
        var masked = text.Replace(folder, "FOLDER", StringComparison.Ordinal);
        masked = Milliseconds().Replace(Time().Replace(Hash().Replace(masked, "HASH"), "TIME"), "N ms");
        masked = Duration().Replace(masked, "");
        return added.Aggregate(masked, (current, mask) => mask.Pattern.Replace(current, mask.Word));
    }

    [GeneratedRegex(@"\b[0-9a-f]{32}\b")]
    private static partial Regex Hash();

    /// <summary>How long a submission took: a line of its own, which is there only where it took long.</summary>
    [GeneratedRegex(@"(\n|^)\(\d+\.\d\d s\)(?=\n|$)")]
    private static partial Regex Duration();

    /// <summary>Today's times only; a date in the data is part of the story.</summary>
    [GeneratedRegex(@"\b20[2-9]\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b\d+(\.\d+)? ms\b")]
    private static partial Regex Milliseconds();
}
