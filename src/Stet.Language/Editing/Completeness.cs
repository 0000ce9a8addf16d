using Microsoft.CodeAnalysis.CSharp;
using Stet.Language.Parsing;
using Stet.Model;

namespace Stet.Language.Editing;

/// <summary>Whether Enter ends an input.</summary>
public static class Completeness
{
    public static InputState Of(string text)
    {
        if (NotInThisVersion.IsShellLine(text))
        {
            return InputState.Complete;
        }

        var tree = InputParser.TreeOf(CommandReader.WithParentheses(ReferenceLines.Read(text, "input").Code));
        if (!InputParser.ErrorsIn(tree).Any())
        {
            return InputState.Complete;
        }

        return SyntaxFactory.IsCompleteSubmission(tree) ? InputState.Invalid : InputState.Incomplete;
    }
}
