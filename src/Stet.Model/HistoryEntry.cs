namespace Stet.Model;

public enum EntryState
{
    /// <summary>Begun, and not ended yet; after a restart: the host died in it.</summary>
    Running,
    Succeeded,
    Failed,
    Interrupted,

    /// <summary>Ctrl-Z has stopped its program, which is a job from then on.</summary>
    Stopped,
}

/// <summary>One submission as history keeps it: durable before it runs, completed when it has ended.</summary>
/// <param name="Directory">The session's working directory when it was submitted.</param>
/// <param name="Result">The text that was shown for the value, cut to a bounded length; null where nothing was shown.</param>
public sealed record HistoryEntry(
    SubmissionNumber Number,
    SessionId Session,
    string Code,
    string Directory,
    DateTimeOffset Time,
    EntryState State,
    double Milliseconds,
    string? Type,
    string? Result,
    string Output)
{
    /// <summary>The code of an entry that was removed for good: its number stays.</summary>
    public const string Forgotten = "[forgotten]";

    /// <summary>Stands in kept code for what looked like a secret.</summary>
    public const string Secret = "[secret]";

    private string? today;

    /// <summary>Whether the code is what was submitted, so that it can be run again.</summary>
    public bool IsWhole() => Code != Forgotten && !Code.Contains(Secret, StringComparison.Ordinal);

    /// <summary>The code with the names that things have today, where something in it was renamed since; else as it was submitted.</summary>
    public string Recalled() => today ?? Code;

    /// <summary>The entry with what is recalled of it.</summary>
    public HistoryEntry WithRecalled(string code) => this with { today = code };
}
