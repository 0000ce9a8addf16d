using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Stet.Language.Parsing;
using Stet.Language.Text;

namespace Stet.Language.Compiling;

/// <summary>
/// First pass over a submission: existing variables are locals of their type, so that the compiler says what every name means,
/// what is assigned, what lambdas capture, and which assignments need a new type. Nothing is emitted.
/// </summary>
internal sealed class SubmissionBinding
{
    private readonly SubmissionRequest request;
    private readonly Dictionary<SyntaxTree, ComposedSource> sources = [];

    public SubmissionBinding(SubmissionRequest request, ImmutableArray<InputStatement> statements, SourceEdits common, bool wholeFramework)
    {
        this.request = request;
        Statements = statements;
        var declared = TopLevelNames.Of(statements.Select(s => s.Node));
        Existing = request.Variables.RemoveRange(ExplicitlyDeclared(statements)).OrderBy(v => v.Key, StringComparer.Ordinal).ToImmutableArray();
        var source = Compose(common, declared);
        var tree = Compiler.Parse(source, request.Input.Text.SymbolName);
        sources[tree] = source;
        Source = source;
        var compilation = Compiler.Create(request.UnitName, [tree], request.Usings, request.References, wholeFramework, request.EmptyNamespaces);
        Model = compilation.GetSemanticModel(tree);
        Body = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First(m => m.Identifier.ValueText == "__Run").Body!;
        Bound = [.. Body.Statements.Skip(Existing.Length)];
    }

    public ImmutableArray<InputStatement> Statements { get; }

    /// <summary>Existing variables that are locals here, in order.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Existing { get; }

    public ComposedSource Source { get; }

    public SemanticModel Model { get; }

    public BlockSyntax Body { get; }

    /// <summary>The user's statements as bound; one for each of <see cref="Statements"/>.</summary>
    public ImmutableArray<StatementSyntax> Bound { get; }

    /// <summary>The compiler's errors, without those that the relaxations of the language allow.</summary>
    public ImmutableArray<Model.Diagnostic> Errors(IReadOnlySet<int> retyped)
    {
        var own = Model.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && !IsRelaxed(d, retyped));
        return [.. own.Select(d => Compiler.Translate(d, sources, request.Input.Text)).DistinctBy(d => (d.Line, d.Column, d.Message))];
    }

    /// <summary>Statements that assign to an existing variable a value that its type does not take, so that the variable gets the value's type.</summary>
    public HashSet<int> Retyping() => [.. Enumerable.Range(0, Math.Min(Bound.Length, Statements.Length)).Where(IsRetyping)];

    public static bool IsAwaiting(IEnumerable<SyntaxNode> nodes) => nodes.Any(n =>
        n.DescendantNodesAndSelf(d => d is not AnonymousFunctionExpressionSyntax and not LocalFunctionStatementSyntax)
            .Any(d => d is AwaitExpressionSyntax
                || d is ForEachStatementSyntax f && f.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword)
                || d is UsingStatementSyntax u && u.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword)
                || d is LocalDeclarationStatementSyntax l && l.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword)));

    /// <summary>The head of the namespace and class around the submission's method.</summary>
    public static string Opening(SubmissionRequest request, bool isAsync, string attributes, string members) =>
        $"namespace __stet {{ {StaticUsings.For(request.Dependencies)}{members} public static class {request.UnitName} {{ "
        + $"{attributes}public static {(isAsync ? "async global::System.Threading.Tasks.Task" : "void")} __Run(global::Stet.Runtime.SubmissionFrame __frame) {{";

    /// <summary>The statements' text, neighbours joined: an insertion between two statements belongs to exactly one stretch.</summary>
    public static IEnumerable<TextSpan> Stretches(IEnumerable<InputStatement> statements)
    {
        TextSpan? open = null;
        foreach (var span in statements.Select(s => s.Span))
        {
            if (open is { } known && known.End != span.Start)
            {
                yield return known;
                open = span;
            }
            else
            {
                open = TextSpan.FromBounds(open?.Start ?? span.Start, span.End);
            }
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    private static IEnumerable<string> ExplicitlyDeclared(IEnumerable<InputStatement> statements)
    {
        foreach (var statement in statements.Select(s => s.Node))
        {
            var declaration = statement switch
            {
                FieldDeclarationSyntax field => field.Declaration,
                GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax local } => local.Declaration,
                _ => null,
            };
            var names = declaration?.Variables.Select(v => v.Identifier.ValueText) ?? TopLevelNames.DesignationsOutsideFunctions(statement).Select(d => d.Identifier.ValueText);
            foreach (var name in names)
            {
                yield return name;
            }
        }
    }

    private ComposedSource Compose(SourceEdits common, HashSet<string> declared)
    {
        var edits = new SourceEdits();
        edits.AddRange(common);
        var seen = new HashSet<string>(Existing.Select(v => v.Key));
        foreach (var statement in Statements)
        {
            DeclareWhatIsNew(statement, seen, edits);
            if (StatementEnds.MissingSemicolon(statement.Node) is { } position)
            {
                edits.Insert(position, ";");
            }
        }

        var source = new ComposedSource().AddLine("#line hidden").AddLine(Opening(request, IsAwaiting(Statements.Select(s => s.Node)), "", ""));
        source.AddLine(string.Concat(Existing.Select(v => $"{v.Value} @{v.Key} = default!; ")));
        foreach (var span in Stretches(Statements))
        {
            source.AddUser(request.Input.Text, span, edits);
        }

        return source.AddLine("}}}");
    }

    private static void DeclareWhatIsNew(InputStatement statement, HashSet<string> seen, SourceEdits edits)
    {
        if (StatementEnds.AssignedName(statement.Node) is { } target && seen.Add(target.Identifier.ValueText))
        {
            edits.InsertBefore(target.SpanStart, "var ");
        }

        seen.UnionWith(TopLevelNames.Of([statement.Node]));
        StatementEnds.RemoveModifiers(statement.Node, edits);
    }

    private bool IsRetyping(int index)
    {
        if (Bound[index] is not ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } assignment }
            || StatementEnds.AssignedName(Statements[index].Node) is null
            || Model.GetSymbolInfo(left).Symbol is not ILocalSymbol local || Model.GetTypeInfo(assignment.Right).Type is not { TypeKind: not TypeKind.Error } type)
        {
            return false;
        }

        return !Model.ClassifyConversion(assignment.Right, local.Type).IsImplicit && TypeText.CanBeVariable(type, out _);
    }

    private bool IsRelaxed(Diagnostic error, IReadOnlySet<int> retyped)
    {
        var index = Bound.IndexOf(Bound.LastOrDefault(s => s.SpanStart <= error.Location.SourceSpan.Start)!);
        return error.Id == "CS0201" && index == Statements.Length - 1 && StatementEnds.ShowsValue(Statements[^1].Node)
            || error.Id is "CS0029" or "CS0266" && retyped.Contains(index);
    }
}
