namespace Stet.CommandLine;

/// <summary>Which of several names was meant by a word that is none of them.</summary>
public static class NearestName
{
    /// <summary>The name that was probably meant; null where none is near.</summary>
    public static string? Of(string word, IEnumerable<string> names) =>
        names.Select(name => (Name: name, Distance: Distance(word.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(n => n.Distance <= Math.Max(1, n.Name.TrimStart('-').Length / 3)).OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal).Select(n => n.Name).FirstOrDefault();

    /// <summary>" Did you mean --name?", or nothing.</summary>
    public static string Suggestion(string word, IEnumerable<string> names) => Of(word, names) is { } name ? $" Did you mean {name}?" : "";

    /// <summary>Letters to insert, remove, replace or swap (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
