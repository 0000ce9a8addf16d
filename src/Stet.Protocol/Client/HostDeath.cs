using Stet.Model;

namespace Stet.Protocol.Client;

/// <summary>Why a host is gone, found from what it left behind: pure, so that each kind of death has its test.</summary>
/// <param name="Cause">A clause that follows "The host": "ran out of stack: …".</param>
/// <param name="Clean">It ended on request; nothing that ran was lost.</param>
/// <param name="Frames">The first lines of its last stack trace that are not the host's own, which usually show the recursion or the culprit.</param>
internal sealed record HostDeath(string Cause, bool Clean, IReadOnlyList<string> Frames)
{
    public const string DiagnosticCode = "STET-HOST";

    /// <summary>What the host writes when user code ends its process; the rest of the line is the exit code.</summary>
    public const string LeftByExit = "was ended by Environment.Exit, with code ";

    /// <param name="said">Why the host itself said that it would end, if it did.</param>
    /// <param name="log">The end of its part of the log.</param>
    /// <param name="end">How its process ended, where this front end is the parent and so can know.</param>
    public static HostDeath Find(string? said, string log, ProcessEnd? end)
    {
        if (said is not null)
        {
            return new(said, Clean: true, []);
        }

        return FromLastWords(log) ?? new(FromEnd(end), Clean: false, []);
    }

    /// <summary>The failed outcome of the submission in which the host died.</summary>
    public Outcome ToOutcome(SubmissionNumber? number, string code, string stdout, double milliseconds, Note recovered)
    {
        var where = number is { } n ? $"In[{n}]" : "the submission";
        var firstLine = code.Split('\n')[0].TrimEnd('\r');
        var message = string.Join('\n', [$"The host {Cause}, in {where}.", .. Frames]);
        var error = new Diagnostic(Severity.Error, DiagnosticCode, message, where, 1, 1, 1, firstLine.Length + 1, firstLine);
        return new(number ?? default, code, false, null, null, stdout, [error], [recovered], milliseconds, Kept: true);
    }

    private static HostDeath? FromLastWords(string log)
    {
        var lines = log.Split('\n');
        var at = Array.FindLastIndex(lines, IsLastWord);
        return at < 0 ? null : new(CauseFrom(lines, at), Clean: false, [.. lines.Skip(at + 1).Where(IsFrame).Select(CrashFrame.Of).OfType<string>().Take(3)]);
    }

    private static string CauseFrom(string[] lines, int at)
    {
        var word = lines[at].Trim();
        return word switch
        {
            "Stack overflow." => "ran out of stack (a recursion that does not end?)",
            _ when word.Contains("OutOfMemory") || word.StartsWith("Out of memory.", StringComparison.Ordinal) => "ran out of memory",
            _ when After("Unhandled exception.", word) is { } exception => $"was ended by an exception that nothing caught: {exception}",
            _ when After("Process terminated.", word) is { } message => FailFast(message, lines, at),
            _ when After("Fatal error.", word) is { } error => $"crashed: {error}",
            _ => word,
        };
    }

    private static string? After(string start, string word) =>
        word.StartsWith(start, StringComparison.Ordinal) ? word[start.Length..].Trim() : null;

    private static bool IsLastWord(string line) =>
        line.StartsWith("Stack overflow.", StringComparison.Ordinal)
        || line.StartsWith("Out of memory.", StringComparison.Ordinal)
        || line.StartsWith("Unhandled exception.", StringComparison.Ordinal)
        || line.StartsWith("Process terminated.", StringComparison.Ordinal)
        || line.StartsWith("Fatal error.", StringComparison.Ordinal)
        || line.StartsWith(LeftByExit, StringComparison.Ordinal);

    /// <summary>The message stands behind the words or, in some versions of the runtime, on the next line.</summary>
    private static string FailFast(string message, string[] lines, int at)
    {
        var said = message.Length == 0 && at + 1 < lines.Length && !IsFrame(lines[at + 1]) ? lines[at + 1].Trim() : message;
        return said.Length == 0 ? "was ended by Environment.FailFast" : $"was ended by Environment.FailFast: {said}";
    }

    /// <summary>The frames of the ending itself say nothing more.</summary>
    private static bool IsFrame(string line) =>
        line.StartsWith("   at ", StringComparison.Ordinal) && !line.StartsWith("   at System.Environment.", StringComparison.Ordinal);

    private static string FromEnd(ProcessEnd? end) =>
        end?.ToString() ?? "is gone without a word (killed, or the system ran out of memory)";
}
