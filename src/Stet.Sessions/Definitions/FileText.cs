using Stet.Language.Parsing;

namespace Stet.Sessions.Definitions;

/// <summary>A definition file as it was read: enough to see whether it has changed since.</summary>
/// <param name="Path">Relative to the workspace, with forward slashes.</param>
internal sealed record FileText(string Path, string Content, DateTime Written, long Length)
{
    private ParsedInput? parsed;
    private ParsedInput? before;

    /// <summary>Why it could not be read; null where it was.</summary>
    public string? Unreadable { get; init; }

    public ParsedInput Parsed
    {
        get
        {
            if (parsed is null)
            {
                parsed = before is null ? InputParser.File(Content, Path) : FileParse.Again(before, Content);
                before = null;
            }

            return parsed;
        }
    }

    /// <summary>The file with another content; of its parts only what differs is parsed again.</summary>
    public FileText With(string content, DateTime written, long length) => new(Path, content, written, length) { before = parsed ?? before };

    /// <summary>The same content, not yet on disk before.</summary>
    public FileText AsWritten(DateTime written, long length) => this with { Written = written, Length = length };
}
