using Microsoft.CodeAnalysis.CSharp;
using Stet.Language.Parsing;
using Stet.Model;

namespace Stet.Language.Editing;

/// <summary>Whether Enter ends an input.</summary>
public static class Completeness
{
    public static InputState Of(string text)
    {
        var shell = ShellLines.Read(ReferenceLines.Read(text, "input").Code);
        if (shell.Shells is [.., { IsOpen: true }])
        {
            return InputState.Incomplete;
        }

        var tree = InputParser.TreeOf(shell.Shells.Count > 0 ? shell.Content : CommandReader.WithParentheses(shell.Content));
        if (!InputParser.ErrorsIn(tree).Any())
        {
            return InputState.Complete;
        }

        return SyntaxFactory.IsCompleteSubmission(tree) ? InputState.Invalid : InputState.Incomplete;
    }
}
