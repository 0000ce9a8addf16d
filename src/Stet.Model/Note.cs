namespace Stet.Model;

/// <summary>
/// What Stet itself has to say about a submission, beside its result: broken, live part, not kept, retyped, ...
/// </summary>
/// <param name="Kind">One of the constants of <see cref="NoteKind"/>.</param>
/// <param name="Names">The definitions, variables or paths it is about.</param>
public sealed record Note(string Kind, string Text, IReadOnlyList<string> Names);

/// <summary>The kinds of note, as they appear in <c>--json</c>.</summary>
public static class NoteKind
{
    public const string Broken = "broken";
    public const string Healed = "healed";
    public const string Redefined = "redefined";
    public const string LivePart = "live part";
    public const string NotKept = "not kept";
    public const string Recovered = "recovered";
    public const string Damaged = "damaged";
    public const string Untrusted = "untrusted";
    public const string Dropped = "dropped";
    public const string Renamed = "renamed";
    public const string Migrated = "migrated";
    public const string Stranded = "stranded";
    public const string Outdated = "outdated";
    public const string Refreshed = "refreshed";
    public const string MeaningChanged = "meaning changed";
    public const string Unprotected = "unprotected";
    public const string ExitCode = "exit code";

    /// <summary>What a program in the background has written, or what has become of a job: shown as it is.</summary>
    public const string Job = "job";

    public const string Secret = "secret";
    public const string Watch = "watch";
    public const string Hint = "hint";

    /// <summary>How far something long has come: shown until the next one, or until it is done.</summary>
    public const string Progress = "progress";
}
