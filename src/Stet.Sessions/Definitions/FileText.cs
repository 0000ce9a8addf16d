using Stet.Language.Parsing;

namespace Stet.Sessions.Definitions;

/// <summary>A definition file as it was read: enough to see whether it has changed since.</summary>
/// <param name="Path">Relative to the workspace, with forward slashes.</param>
internal sealed record FileText(string Path, string Content, DateTime Written, long Length)
{
    private ParsedInput? parsed;

    /// <summary>Why it could not be read; null where it was.</summary>
    public string? Unreadable { get; init; }

    public ParsedInput Parsed => parsed ??= InputParser.File(Content, Path);
}
