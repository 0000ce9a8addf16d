using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Compiling;
using Stet.Language.Parsing;
using Stet.Model;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace Stet.Language.Editing;

/// <summary>Whether Enter ends an input.</summary>
public static class Completeness
{
    public static InputState Of(string text)
    {
        var tree = CSharpSyntaxTree.ParseText(CommandReader.WithParentheses(text), InputParser.ScriptOptions);
        var errors = tree.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count == 0 || errors.All(e => IsLastSemicolon(e, tree)))
        {
            return InputState.Complete;
        }

        return SyntaxFactory.IsCompleteSubmission(tree) ? InputState.Invalid : InputState.Incomplete;
    }

    private static bool IsLastSemicolon(Diagnostic error, SyntaxTree tree) =>
        error.Id == "CS1002" && ((CompilationUnitSyntax)tree.GetRoot()).Members.LastOrDefault() is { } last
        && StatementEnds.MissingSemicolon(last) == error.Location.SourceSpan.Start;
}
