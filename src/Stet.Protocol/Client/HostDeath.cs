using Stet.Model;

namespace Stet.Protocol.Client;

/// <summary>Why a host is gone, found from what it left behind: pure, so that each kind of death has its test.</summary>
/// <param name="Cause">A clause that follows "The host": "ran out of stack: …".</param>
/// <param name="Clean">It ended on request; nothing that ran was lost.</param>
internal sealed record HostDeath(string Cause, bool Clean)
{
    public const string DiagnosticCode = "STET-HOST";

    /// <param name="said">Why the host itself said that it would end, if it did.</param>
    /// <param name="log">The end of its part of the log.</param>
    /// <param name="end">How its process ended, where this front end is the parent and so can know.</param>
    public static HostDeath Find(string? said, string log, ProcessEnd? end)
    {
        if (said is not null)
        {
            return new(said, Clean: true);
        }

        return new(FromLastWords(log) ?? FromEnd(end), Clean: false);
    }

    /// <summary>The failed outcome of the submission in which the host died.</summary>
    public Outcome ToOutcome(SubmissionNumber? number, string code, string stdout, double milliseconds, Note recovered)
    {
        var where = number is { } n ? $"In[{n}]" : "the submission";
        var firstLine = code.Split('\n')[0].TrimEnd('\r');
        var message = $"The host {Cause}, in {where}.";
        var error = new Diagnostic(Severity.Error, DiagnosticCode, message, where, 1, 1, 1, firstLine.Length + 1, firstLine);
        return new(number ?? default, code, false, null, null, stdout, [error], [recovered], milliseconds, Kept: true);
    }

    private static string? FromLastWords(string log)
    {
        var lines = log.Split('\n');
        var at = Array.FindLastIndex(lines, IsLastWord);
        if (at < 0)
        {
            return null;
        }

        var word = lines[at].Trim();
        return word switch
        {
            "Stack overflow." => "ran out of stack (a recursion that does not end?)" + Frames(lines, at),
            "Out of memory." => "ran out of memory",
            _ when word.StartsWith("Unhandled exception.", StringComparison.Ordinal) && word.Contains("OutOfMemory") => "ran out of memory",
            _ when word.StartsWith("Unhandled exception.", StringComparison.Ordinal) =>
                $"was ended by an exception that nothing caught: {word["Unhandled exception.".Length..].Trim()}" + Frames(lines, at),
            _ when word.StartsWith("Process terminated.", StringComparison.Ordinal) => FailFast(lines, at),
            _ when word.StartsWith("Fatal error.", StringComparison.Ordinal) => $"crashed: {word["Fatal error.".Length..].Trim()}" + Frames(lines, at),
            _ => word[0].ToString().ToLowerInvariant() + word[1..],
        };
    }

    private static bool IsLastWord(string line) =>
        line.StartsWith("Stack overflow.", StringComparison.Ordinal)
        || line.StartsWith("Out of memory.", StringComparison.Ordinal)
        || line.StartsWith("Unhandled exception.", StringComparison.Ordinal)
        || line.StartsWith("Process terminated.", StringComparison.Ordinal)
        || line.StartsWith("Fatal error.", StringComparison.Ordinal)
        || line.StartsWith(LeftByExit, StringComparison.Ordinal);

    /// <summary>What the host writes when user code ends its process; the rest of the line is the exit code.</summary>
    public const string LeftByExit = "Was ended by Environment.Exit, with code ";

    private static string FailFast(string[] lines, int at)
    {
        var message = lines[at].Trim()["Process terminated.".Length..].Trim();
        if (message.Length == 0 && at + 1 < lines.Length && !IsFrame(lines[at + 1]))
        {
            message = lines[at + 1].Trim();
        }

        return message.Length == 0 ? "was ended by Environment.FailFast" : $"was ended by Environment.FailFast: {message}";
    }

    /// <summary>The first three frames, which usually show the recursion or the culprit.</summary>
    private static string Frames(string[] lines, int at)
    {
        var frames = lines.Skip(at + 1).Where(IsFrame).Take(3).Select(l => "\n    " + l.Trim()).ToArray();
        return string.Concat(frames);
    }

    private static bool IsFrame(string line) => line.StartsWith("   at ", StringComparison.Ordinal);

    private static string FromEnd(ProcessEnd? end) =>
        end?.ToString() ?? "is gone without a word (killed, or the system ran out of memory)";
}
