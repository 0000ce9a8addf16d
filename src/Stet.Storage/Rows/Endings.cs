namespace Stet.Storage.Rows;

/// <summary>How entries end: by their commit, or found dead at the next open.</summary>
internal static class Endings
{
    private const string CutMark = "\n[output cut here: the store keeps the first 64 K characters]";

    public static EndingRow Of(StoreCommit commit) =>
        new(commit.Number.Value, (long)commit.State, double.IsNaN(commit.Milliseconds) ? 0 : commit.Milliseconds, commit.Type, commit.Result, Bounded(commit.Output));

    public static EndingRow HostDied(long number) =>
        new(number, EndingRow.HostDied, 0, null, null, "[the host died while this ran]");

    public static Note Note(IReadOnlyList<long> dead)
    {
        var names = dead.Select(number => $"In[{number}]").ToArray();
        return new(NoteKind.Recovered, $"The host died while {string.Join(", ", names)} ran; what had been kept before is here.", names);
    }

    private static string Bounded(string output)
    {
        if (output.Length <= StoreOptions.OutputLimit)
        {
            return output;
        }

        var cut = char.IsHighSurrogate(output[StoreOptions.OutputLimit - 1]) ? StoreOptions.OutputLimit - 1 : StoreOptions.OutputLimit;
        return output[..cut] + CutMark;
    }
}
