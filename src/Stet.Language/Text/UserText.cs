using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Stet.Model;
using Severity = Stet.Model.Severity;

namespace Stet.Language.Text;

/// <summary>A piece of text that a user wrote, and where: the <paramref name="FirstLine"/>-th line of <paramref name="Source"/>, from 1.</summary>
/// <param name="SymbolName">What sequence points call it: resolved to file and line when an exception is shown, since text moves within files.</param>
internal sealed record UserText(string Content, string Source, int FirstLine, string SymbolName)
{
    private SourceText? lines;

    private SourceText Lines => lines ??= SourceText.From(Content);

    /// <summary>Builds the diagnostic for a span of this text.</summary>
    public Model.Diagnostic At(TextSpan span, Severity severity, string code, string message)
    {
        var start = Lines.Lines.GetLinePosition(Math.Clamp(span.Start, 0, Content.Length));
        var end = Lines.Lines.GetLinePosition(Math.Clamp(span.End, 0, Content.Length));
        return new(severity, code, message, Source, FirstLine + start.Line, start.Character + 1,
            FirstLine + end.Line, end.Character + 1, Lines.Lines[start.Line].ToString());
    }
}
