namespace Stet.CrashCampaign;

/// <summary>A workspace's content, piece by piece: each scalar, array and function by itself, the lists together because they may be shared.</summary>
internal sealed record Cells(IReadOnlyDictionary<string, string> All)
{
    public const string Lists = "lists";

    /// <summary>From a digest: "scalars 1 2; lists 0:3:77 0:3:77; arrays 10:5; functions 7".</summary>
    public static Cells Of(string digest)
    {
        var cells = new Dictionary<string, string>();
        foreach (var section in digest.Split("; "))
        {
            var words = section.Split(' ');
            if (words[0] == Lists)
            {
                cells[Lists] = section;
                continue;
            }

            for (var i = 1; i < words.Length; i++)
            {
                cells[$"{(words[0] == "arrays" ? 'b' : words[0][0])}{i - 1}"] = words[i];
            }
        }

        return new(cells);
    }
}
