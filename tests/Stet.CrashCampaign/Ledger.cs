using Stet.Model;

namespace Stet.CrashCampaign;

/// <summary>
/// What was submitted since the last known state, and what was said of each submission. After the host has gone, each cell of the workspace
/// must be as after one of the submissions that wrote it, not before the last of them that was marked kept: nothing marked is lost. And what
/// one submission wrote is there whole or not at all: nothing is torn.
/// </summary>
internal sealed class Ledger(WorkspaceModel start)
{
    private readonly Lock gate = new();
    private readonly List<LedgerLine> submitted = [];

    /// <summary>What the live workspace holds: with all that was not refused.</summary>
    public WorkspaceModel Latest => submitted.FindLast(entry => entry.Fate != Fate.Refused)?.Operation.After ?? start;

    public LedgerLine Newest => submitted[^1];

    public int Count => submitted.Count;

    /// <summary>Submissions whose session was told that they are not kept.</summary>
    public int NotKept => submitted.Count(entry => entry.Fate == Fate.NotKept);

    public int Refusals => submitted.Count(entry => entry.Fate == Fate.Refused);

    /// <returns>What is to hear what is said of it.</returns>
    public LedgerLine Add(Operation operation)
    {
        var line = new LedgerLine(operation);
        lock (gate)
        {
            submitted.Add(line);
        }

        return line;
    }

    /// <summary>Submissions that ran and of which nothing has been said.</summary>
    public IEnumerable<string> Unanswered()
    {
        lock (gate)
        {
            return [.. submitted.Where(entry => entry.Fate == Fate.Open).Select(entry => entry.Operation.Code)];
        }
    }

    /// <summary>Every submission that is known to have begun, with its code: each must be in history.</summary>
    public IEnumerable<(SubmissionNumber Number, string Code)> Begun()
    {
        lock (gate)
        {
            return [.. submitted.Where(entry => entry.Number is not null).Select(entry => (entry.Number!.Value, entry.Operation.Code))];
        }
    }

    /// <summary>Finds for each cell of a reopened workspace the submission that it is as of.</summary>
    public Verdict Judge(Cells found)
    {
        lock (gate)
        {
            var versions = new Dictionary<string, int>();
            foreach (var (cell, content) in found.All)
            {
                var version = VersionOf(cell, content);
                if (version is null)
                {
                    return new(null, 0, $"torn: {cell} is as it never was: {content}");
                }

                if (LastKept(cell) is var kept && kept > version)
                {
                    return new(null, 0, $"lost: {cell} was kept as of submission {kept + 1} and is as of submission {version + 1}");
                }

                versions[cell] = version.Value;
            }

            return Torn(versions) is { } torn ? new(null, 0, torn) : new(Composed(versions), Gap(versions), null);
        }
    }

    public override string ToString() =>
        string.Join('\n', submitted.Select((entry, i) => $"{i + 1,3} {entry.Number?.ToString() ?? "-",5} {entry.Fate,-8} {entry.Operation.Code}"));

    /// <summary>The newest submission after which the cell had this content; -1 for the start, null where it never had.</summary>
    private int? VersionOf(string cell, string content)
    {
        for (var i = submitted.Count - 1; i >= 0; i--)
        {
            if (Wrote(i, cell) && submitted[i].Operation.After.Cell(cell) == content)
            {
                return i;
            }
        }

        return start.Cell(cell) == content ? -1 : null;
    }

    private int LastKept(string cell)
    {
        for (var i = submitted.Count - 1; i >= 0; i--)
        {
            if (Wrote(i, cell) && submitted[i].Fate == Fate.Kept)
            {
                return i;
            }
        }

        return -1;
    }

    private bool Wrote(int index, string cell) => submitted[index].Fate != Fate.Refused && submitted[index].Operation.Writes.Contains(cell);

    private string? Torn(Dictionary<string, int> versions)
    {
        for (var i = 0; i < submitted.Count; i++)
        {
            if (submitted[i].Fate != Fate.Refused && submitted[i].Operation.Writes.Select(cell => versions[cell] >= i).Distinct().Count() > 1)
            {
                return $"torn: of submission {i + 1} a part is there and a part is not ({string.Join(", ", submitted[i].Operation.Writes.Select(cell => $"{cell} is as of {versions[cell] + 1}"))})";
            }
        }

        return null;
    }

    private WorkspaceModel Composed(Dictionary<string, int> versions) =>
        versions.Aggregate(start, (state, version) => version.Value < 0 ? state : state.WithCell(version.Key, submitted[version.Value].Operation.After));

    /// <summary>How many submissions that were not refused are gone.</summary>
    private int Gap(Dictionary<string, int> versions) =>
        submitted.Where((entry, i) => entry.Fate != Fate.Refused && entry.Operation.Writes.All(cell => versions[cell] < i)).Count();
}

/// <param name="State">What the workspace holds; null where it cannot be.</param>
/// <param name="Gone">Submissions of which nothing is there.</param>
/// <param name="Broken">What was lost or torn.</param>
internal sealed record Verdict(WorkspaceModel? State, int Gone, string? Broken);
