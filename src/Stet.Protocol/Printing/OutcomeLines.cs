using System.Globalization;
using Stet.Model;

namespace Stet.Protocol.Printing;

/// <summary>
/// An outcome as every front end prints it, output not included: the value; or the errors, each with its line and the span underlined;
/// then one line for each note; then the time, where it was over half a second. Pure; held by <c>OutcomeLinesTests</c>.
/// </summary>
public static class OutcomeLines
{
    /// <summary>From this time on a person wonders how long it took.</summary>
    private const double WorthTellingMilliseconds = 500;

    public static IReadOnlyList<OutcomeLine> Of(Outcome outcome)
    {
        var lines = new List<OutcomeLine>();
        if (outcome.Text is { } text)
        {
            lines.AddRange(Split(text).Select(l => new OutcomeLine(LineKind.Value, l)));
        }

        foreach (var error in outcome.Errors)
        {
            lines.AddRange(Of(error));
        }

        lines.AddRange(outcome.Notes.Select(Of));
        if (outcome.Milliseconds >= WorthTellingMilliseconds)
        {
            lines.Add(new(LineKind.Time, Time(outcome.Milliseconds)));
        }

        return lines;
    }

    public static OutcomeLine Of(Note note) => note.Kind == NoteKind.Job
        ? new(LineKind.Value, note.Text)
        : new(LineKind.Note, "note: " + note.Text.ReplaceLineEndings(" "));

    /// <summary><c>In[7]:2:5: error CS0103: message</c>, the line, and marks below the span.</summary>
    public static IEnumerable<OutcomeLine> Of(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == Severity.Hidden)
        {
            yield break;
        }

        var isError = diagnostic.Severity == Severity.Error;
        var place = diagnostic.Source.Length == 0 ? "" : $"{diagnostic.Source}:{diagnostic.Line}:{diagnostic.Column}: ";
        var message = Split(diagnostic.Message);
        yield return new(
            isError ? LineKind.Error : LineKind.Warning, $"{place}{(isError ? "error" : "warning")} {diagnostic.Code}: {message[0]}");
        if (diagnostic.LineText.Trim().Length > 0)
        {
            yield return new(LineKind.Source, diagnostic.LineText);
            yield return new(LineKind.Underline, Underline(diagnostic));
        }

        foreach (var more in message.Skip(1))
        {
            yield return new(LineKind.Detail, more);
        }
    }

    /// <summary>Marks below the span; one that goes on to later lines is marked to the end of its first. Tabs stay tabs, so that the marks meet.</summary>
    private static string Underline(Diagnostic diagnostic)
    {
        var line = diagnostic.LineText;
        var start = Math.Clamp(diagnostic.Column - 1, 0, line.Length);
        var end = diagnostic.EndLine > diagnostic.Line ? line.Length : Math.Clamp(diagnostic.EndColumn - 1, start, line.Length);
        var indent = string.Concat(line[..start].Select(c => c == '\t' ? '\t' : ' '));
        return indent + new string('^', Math.Max(1, end - start));
    }

    private static string Time(double milliseconds) => milliseconds < 60_000
        ? string.Create(CultureInfo.InvariantCulture, $"({milliseconds / 1000:0.00} s)")
        : string.Create(CultureInfo.InvariantCulture, $"({TimeSpan.FromMilliseconds(milliseconds):h\\:mm\\:ss})");

    private static string[] Split(string text) => text.ReplaceLineEndings("\n").Split('\n');
}
