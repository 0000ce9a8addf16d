using Stet.Model;
using Stet.Runtime.Capturing;

namespace Stet.Sessions.Variables;

/// <summary>A part of a value that is not stored, with the submission that made it; field names are part of the stored format.</summary>
/// <param name="In">0 where it is not known.</param>
internal sealed record StoredLivePart(string Path, string Type, string Reason, long In = 0)
{
    /// <summary>The part as it was just captured; made by this submission unless it was there before.</summary>
    public static StoredLivePart Of(LivePart part, IReadOnlyList<StoredLivePart> before, SubmissionNumber number) =>
        new(part.Path, part.Type, part.Reason, before.FirstOrDefault(b => b.Path == part.Path && b.Type == part.Type)?.In ?? number.Value);

    public static bool IsIn(string path, string variable) =>
        path == variable || path.StartsWith(variable + ".", StringComparison.Ordinal) || path.StartsWith(variable + "[", StringComparison.Ordinal);
}
