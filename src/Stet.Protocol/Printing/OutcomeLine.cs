namespace Stet.Protocol.Printing;

/// <summary>What a printed line is, so that a terminal can colour it.</summary>
public enum LineKind
{
    /// <summary>The value that was asked for: the one kind that belongs on standard output.</summary>
    Value,

    /// <summary>The head of an error: place, code and message.</summary>
    Error,
    Warning,

    /// <summary>A line of the user's code.</summary>
    Source,

    /// <summary>The marks below it.</summary>
    Underline,

    /// <summary>More of an error's message: the lines of a stack trace.</summary>
    Detail,
    Note,
    Time,
}

/// <remarks>A class, because lists of a structure of ours cannot be compiled ahead.</remarks>
public sealed record OutcomeLine(LineKind Kind, string Text);
