using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Compiling;

/// <summary><c>why(x)</c> asks about the name, not about the value: it becomes <c>why("x")</c>, and x is not read for it.</summary>
internal static class NameArgument
{
    private const string Command = "why";

    public static void Add(MemberDeclarationSyntax statement, SubmissionRequest request, SourceEdits edits)
    {
        if (request.Dependencies.Any(d => d.Kind == DefinitionKind.Function && d.SimpleName == Command))
        {
            return;
        }

        foreach (var call in statement.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call is { Expression: IdentifierNameSyntax { Identifier.ValueText: Command }, ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax name, RefKindKeyword.RawKind: 0 }] }
                && (request.Variables.ContainsKey(name.Identifier.ValueText) || request.Dependencies.Any(d => d.SimpleName == name.Identifier.ValueText)))
            {
                edits.Replace(name.Span, $"\"{name.Identifier.ValueText}\"");
            }
        }
    }
}
