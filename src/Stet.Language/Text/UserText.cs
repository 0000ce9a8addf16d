using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Stet.Model;
using Severity = Stet.Model.Severity;

namespace Stet.Language.Text;

/// <summary>A piece of text that a user wrote, and where: from <paramref name="FirstLine"/> and <paramref name="FirstColumn"/> of <paramref name="Source"/> on, from 1.</summary>
/// <param name="SymbolName">What sequence points call it: resolved to file and line when an exception is shown, since text moves within files.</param>
internal sealed record UserText(string Content, string Source, int FirstLine, string SymbolName, int FirstColumn = 1)
{
    private SourceText? lines;

    /// <summary>What it stands for, where the user wrote parts of it in another form.</summary>
    public WrittenText? Written { get; init; }

    private SourceText Lines => lines ??= SourceText.From(Written?.Written ?? Content);

    /// <summary>Builds the diagnostic for a span of this text.</summary>
    public Model.Diagnostic At(TextSpan span, Severity severity, string code, string message)
    {
        var start = PositionOf(span.Start);
        var end = PositionOf(span.End);
        return new(severity, code, message, Source, FirstLine + start.Line, ColumnOf(start), FirstLine + end.Line, ColumnOf(end), LineOf(start));
    }

    private LinePosition PositionOf(int position)
    {
        var inside = Math.Clamp(position, 0, Content.Length);
        return Lines.Lines.GetLinePosition(Math.Clamp(Written?.Origin(inside) ?? inside, 0, Lines.Length));
    }

    private int ColumnOf(LinePosition position) => position.Character + (position.Line == 0 ? FirstColumn : 1);

    /// <summary>What stands before the text on its first line is not known here: blanks keep its place.</summary>
    private string LineOf(LinePosition position) =>
        (position.Line == 0 ? new string(' ', FirstColumn - 1) : "") + Lines.Lines[position.Line].ToString();
}
