namespace Stet.Model;

/// <summary>What is to be done for a command line that names a function.</summary>
/// <param name="Text">Help, or what is wrong, with a line break at the end; empty where the code is to be run.</param>
/// <param name="Code">The call as a submission.</param>
/// <param name="Json">The submission is reported as one JSON object.</param>
public sealed record CallPlan(CallStep Step, string Text, string Code = "", ValueForm Form = ValueForm.Prompt, bool Json = false)
{
    public static CallPlan Wrong(string text) => new(CallStep.Wrong, text + "\n");
}

public enum CallStep
{
    Run,
    Help,

    /// <summary>The command line is wrong.</summary>
    Wrong,

    /// <summary>The function cannot be called as the workspace is now.</summary>
    Failed,
}

/// <summary>A call from a command line.</summary>
/// <param name="Input">What the code reads as standard input; read no sooner than the code asks.</param>
public sealed record CallSubmission(string Code, ValueForm Form, Stream Input);

/// <summary>Words that can stand at a place of a command line.</summary>
/// <param name="Files">Names of files can stand there too.</param>
public sealed record WordList(IReadOnlyList<Completion> Words, bool Files)
{
    public static WordList None { get; } = new([], false);
}
