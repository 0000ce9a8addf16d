using Stet.Model;

namespace Stet.CrashCampaign;

/// <summary>
/// What was submitted since the last known state, and how much of it was marked kept. After a kill the workspace must be as after one of
/// these submissions, not before the last one that was marked kept: nothing marked is lost, and no state is a mix of two.
/// </summary>
internal sealed class Ledger(WorkspaceModel start) : ISubmissionListener
{
    private readonly Lock gate = new();
    private readonly List<(Operation Operation, SubmissionNumber? Number)> submitted = [];
    private int kept;

    public WorkspaceModel Latest => submitted.Count == 0 ? start : submitted[^1].Operation.After;

    public int Submitted => submitted.Count;

    public int Kept
    {
        get
        {
            lock (gate)
            {
                return kept;
            }
        }
    }

    public void Add(Operation operation)
    {
        lock (gate)
        {
            submitted.Add((operation, null));
        }
    }

    public void Started(SubmissionNumber number)
    {
        lock (gate)
        {
            submitted[^1] = (submitted[^1].Operation, number);
        }
    }

    void ISubmissionListener.Kept(SubmissionNumber number) => MarkKept(number);

    /// <summary>All submissions up to this one are durable.</summary>
    public void MarkKept(SubmissionNumber number)
    {
        lock (gate)
        {
            kept = Math.Max(kept, submitted.FindLastIndex(entry => entry.Number is { } known && known.CompareTo(number) <= 0) + 1);
        }
    }

    /// <summary>The states the workspace may be in after a kill, the newest first.</summary>
    public IEnumerable<WorkspaceModel> Possible()
    {
        for (var count = submitted.Count; count >= Kept; count--)
        {
            yield return StateAfter(count);
        }
    }

    /// <summary>The states that would mean that something marked kept was lost, the newest first.</summary>
    public IEnumerable<(int Count, WorkspaceModel State)> Lost()
    {
        for (var count = Kept - 1; count >= 0; count--)
        {
            yield return (count, StateAfter(count));
        }
    }

    /// <summary>Every submission that is known to have begun, with its code: each must be in history.</summary>
    public IEnumerable<(SubmissionNumber Number, string Code)> Begun() =>
        submitted.Where(entry => entry.Number is not null).Select(entry => (entry.Number!.Value, entry.Operation.Code));

    public void Waiting(string reason)
    {
    }

    public void Output(string text, bool isError)
    {
    }

    public void Noted(Note note)
    {
    }

    public override string ToString() =>
        string.Join('\n', submitted.Select((entry, i) => $"{(i < Kept ? "kept    " : "not kept")} {entry.Operation.Code}"));

    private WorkspaceModel StateAfter(int count) => count == 0 ? start : submitted[count - 1].Operation.After;
}
