using Stet.Model;
using Stet.Protocol.Printing;
using Stet.Terminal.Screen;

namespace Stet.Terminal.Running;

/// <summary>The lines that every front end prints for an outcome, in the terminal's colours. Pure.</summary>
internal sealed class OutcomeText(Palette palette)
{
    /// <returns>Lines, each with its <c>\n</c>; empty when there is nothing to say.</returns>
    public string For(Outcome outcome) => string.Concat(OutcomeLines.Of(outcome).Select(Styled));

    public string For(Note note) => Styled(OutcomeLines.Of(note));

    public string Quietly(string text) => Palette.Styled(text, palette.Quiet) + "\n";

    public string Trouble(string text) => Palette.Styled(text, palette.Error) + "\n";

    private string Styled(OutcomeLine line) => Palette.Styled(line.Text, StyleOf(line.Kind)) + "\n";

    private string StyleOf(LineKind kind) => kind switch
    {
        LineKind.Error or LineKind.Underline => palette.Error,
        LineKind.Warning or LineKind.Note => palette.Note,
        LineKind.Detail or LineKind.Time => palette.Quiet,
        _ => "",
    };
}
