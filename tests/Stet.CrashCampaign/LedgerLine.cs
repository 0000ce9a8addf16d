using Stet.Model;

namespace Stet.CrashCampaign;

/// <summary>What has been said of a submission.</summary>
internal enum Fate
{
    /// <summary>Nothing yet: it may be there after a kill or not.</summary>
    Open,

    /// <summary>It is durable.</summary>
    Kept,

    /// <summary>It ran, and what it changed is not durable.</summary>
    NotKept,

    /// <summary>Nothing ran, nothing changed.</summary>
    Refused,
}

/// <summary>One submission of a <see cref="Ledger"/>; hears what is said of it, also after its outcome.</summary>
internal sealed class LedgerLine(Operation operation) : ISubmissionListener
{
    private readonly Lock gate = new();
    private Fate fate;
    private SubmissionNumber? number;

    public Operation Operation { get; } = operation;

    /// <summary>Null before it is in history.</summary>
    public SubmissionNumber? Number
    {
        get
        {
            lock (gate)
            {
                return number;
            }
        }
    }

    public Fate Fate
    {
        get
        {
            lock (gate)
            {
                return fate;
            }
        }
    }

    public void Mark(Fate said)
    {
        lock (gate)
        {
            fate = said;
        }
    }

    public void Started(SubmissionNumber began)
    {
        lock (gate)
        {
            number = began;
        }
    }

    public void Kept(SubmissionNumber durable) => Mark(Fate.Kept);

    public void Noted(Note note)
    {
        if (note.Kind == NoteKind.NotKept)
        {
            Mark(Fate.NotKept);
        }
    }

    public void Waiting(string reason)
    {
    }

    public void Output(string text, bool isError)
    {
    }
}
