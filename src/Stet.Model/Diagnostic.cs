namespace Stet.Model;

public enum Severity
{
    Hidden,
    Warning,
    Error,
}

/// <summary>
/// What is wrong with a piece of the user's code, and where. Lines and columns count from 1, in the text the user wrote.
/// </summary>
/// <param name="Source">Where the text lives: <c>In[7]</c> or a definition file relative to the workspace, <c>workspace.cs</c>.</param>
/// <param name="LineText">The line itself, so that any front end can underline the span without asking for the text again.</param>
public sealed record Diagnostic(
    Severity Severity, string Code, string Message, string Source, int Line, int Column, int EndLine, int EndColumn, string LineText);
