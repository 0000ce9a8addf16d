using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Compiling;
using Stet.Language.Parsing;
using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Renaming;

/// <summary>The statements of a submission as a method, so that their names can be bound.</summary>
internal static class SubmissionText
{
    /// <param name="isVariable">Whether a name is a variable of the workspace: any other that is assigned first is declared there.</param>
    public static ComposedSource Compose(ParsedInput input, UserText user, string opening, DefinitionGraph graph, Func<string, bool> isVariable)
    {
        var edits = new SourceEdits();
        var known = new HashSet<string>();
        AnonymousEdits.Add(input.Statements.Select(s => s.Node), edits);
        foreach (var statement in input.Statements.Select(s => s.Node))
        {
            if (StatementEnds.AssignedName(statement) is { } target && !isVariable(target.Identifier.ValueText) && known.Add(target.Identifier.ValueText))
            {
                edits.InsertBefore(target.SpanStart, "var ");
            }

            if (BareName(statement) is { } name && graph.Named(name.Identifier.ValueText).Length > 0)
            {
                edits.Insert(name.Span.End, "()");
            }

            known.UnionWith(TopLevelNames.Of([statement]));
            StatementEnds.RemoveModifiers(statement, edits);
            if (StatementEnds.MissingSemicolon(statement) is { } end)
            {
                edits.Insert(end, ";");
            }
        }

        var isAsync = SubmissionBinding.IsAwaiting(input.Statements.Select(s => s.Node));
        var source = new ComposedSource().AddLine(opening + $" public static {(isAsync ? "async global::System.Threading.Tasks.Task" : "void")} __Run() {{");
        foreach (var span in SubmissionBinding.Stretches(input.Statements))
        {
            source.AddUser(user, span, edits);
        }

        return source.AddLine("}}}");
    }

    private static IdentifierNameSyntax? BareName(MemberDeclarationSyntax statement) =>
        statement is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: IdentifierNameSyntax name } } ? name : null;
}
