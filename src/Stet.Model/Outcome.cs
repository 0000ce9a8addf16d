namespace Stet.Model;

/// <summary>
/// What came of one submission. Trouble is a value here: a failed compilation or an exception is an outcome like any other.
/// </summary>
/// <param name="Type">The C# name of the value's static type (<c>int</c>, <c>List&lt;Day&gt;</c>); null where nothing is shown.</param>
/// <param name="Text">The value as the prompt shows it; null where nothing is shown.</param>
/// <param name="Stdout">All that the submission wrote to standard output and error, in order.</param>
/// <param name="Milliseconds">From the arrival of the text to the end of the run, keeping not included.</param>
/// <param name="Kept">True when everything the submission changed is durable.</param>
public sealed record Outcome(
    SubmissionNumber Number,
    string Code,
    bool Ok,
    string? Type,
    string? Text,
    string Stdout,
    IReadOnlyList<Diagnostic> Errors,
    IReadOnlyList<Note> Notes,
    double Milliseconds,
    bool Kept);
