using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;

namespace Stet.Language.Compiling;

/// <summary>Relaxation 3: a bare name of a parameterless function calls it: <c>who</c>, <c>undo</c>.</summary>
internal static class BareCall
{
    public static void Add(MemberDeclarationSyntax statement, SubmissionRequest request, SourceEdits edits)
    {
        if (statement is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: IdentifierNameSyntax name } }
            && request.Callable.Contains(name.Identifier.ValueText) && !request.Variables.ContainsKey(name.Identifier.ValueText))
        {
            edits.Insert(name.Span.End, "()");
        }
    }
}
