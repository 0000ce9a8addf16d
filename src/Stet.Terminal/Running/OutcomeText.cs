using System.Text;
using Stet.Model;
using Stet.Terminal.Screen;

namespace Stet.Terminal.Running;

/// <summary>What the prompt prints for an outcome: value, errors with their line, notes, the time where it was long. Pure.</summary>
internal sealed class OutcomeText(Palette palette)
{
    private const double LongMilliseconds = 500;

    /// <returns>Lines, each with its <c>\n</c>; empty when there is nothing to say.</returns>
    public string For(Outcome outcome)
    {
        var text = new StringBuilder();
        if (outcome.Text is { } value)
        {
            text.Append(value).Append('\n');
        }

        foreach (var error in outcome.Errors.Where(error => error.Severity != Severity.Hidden))
        {
            Append(text, error);
        }

        foreach (var note in outcome.Notes)
        {
            text.Append(For(note));
        }

        if (outcome.Milliseconds > LongMilliseconds)
        {
            text.Append(Palette.Styled(Duration.Text(TimeSpan.FromMilliseconds(outcome.Milliseconds)), palette.Quiet)).Append('\n');
        }

        return text.ToString();
    }

    public string For(Note note) => Palette.Styled(note.Text, palette.Note) + "\n";

    private void Append(StringBuilder text, Diagnostic error)
    {
        var style = error.Severity == Severity.Error ? palette.Error : palette.Note;
        var kind = error.Severity == Severity.Error ? "error" : "warning";
        var code = error.Code.Length > 0 ? $"{kind} {error.Code}" : kind;
        text.Append($"{error.Source}:{error.Line}:{error.Column}: {Palette.Styled(code, style)}: {error.Message}\n");
        if (error.LineText.Length > 0)
        {
            text.Append("    ").Append(error.LineText).Append('\n');
            text.Append("    ").Append(Palette.Styled(Underline(error), style)).Append('\n');
        }
    }

    private static string Underline(Diagnostic error)
    {
        var line = error.LineText;
        var start = Math.Clamp(error.Column - 1, 0, line.Length);
        var end = error.EndLine > error.Line ? line.Length : Math.Clamp(error.EndColumn - 1, start, line.Length);
        var blanks = string.Concat(line[..start].Select(c => c == '\t' ? "\t" : c > 0x300 ? new string(' ', CellWidth.OfText([c])) : " "));
        return blanks + new string('^', Math.Max(1, CellWidth.OfText(line.AsSpan(start..end))));
    }
}
