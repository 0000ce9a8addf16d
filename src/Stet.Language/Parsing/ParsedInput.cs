using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Stet.Language.Text;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Language.Parsing;

/// <summary>A submission or a definition file, taken apart.</summary>
/// <param name="Definitions">In order of first appearance; the parts of one definition are together.</param>
/// <param name="Usings">Using directives as the world names them: <c>System.Linq</c>, <c>static System.Math</c>.</param>
/// <param name="Statements">What is to be run, in order.</param>
public sealed class ParsedInput
{
    internal ParsedInput(UserText text)
    {
        Text = text;
    }

    internal UserText Text { get; }

    private string? written;

    /// <summary>The text as it is parsed: with blanks in place of references.</summary>
    public string Code => Text.Content;

    /// <summary>The text as it was written.</summary>
    public string Written { get => written ?? Code; internal set => written = value; }

    /// <summary>Whether a shell line is the last of it: its exit code is that of the submission.</summary>
    public bool EndsInShell { get; internal set; }

    public bool HasShell { get; internal set; }

    /// <summary>The shell line that the whole submission is, where it has no C# value in it; null otherwise.</summary>
    public string? PlainShell { get; internal set; }

    /// <summary>What diagnostics and sequence points call it: <c>In[7]</c> or a file.</summary>
    public string Name => Text.Source;

    /// <summary>Empty for a whole submission.</summary>
    public string Part { get; private init; } = "";

    public ImmutableArray<Definition> Definitions { get; internal set; } = [];

    public ImmutableArray<string> Usings { get; internal set; } = [];

    /// <summary>The using directives of a file that count for its own definitions only.</summary>
    internal ImmutableArray<FileUsing> FileUsings { get; set; } = [];

    /// <summary>The packages and projects that it refers to.</summary>
    public ImmutableArray<ReferenceLine> References { get; internal set; } = [];

    public ImmutableArray<Diagnostic> Errors { get; internal set; } = [];

    internal ImmutableArray<InputStatement> Statements { get; set; } = [];

    /// <summary>The shared types that its anonymous objects need.</summary>
    public ImmutableArray<Definition> AnonymousTypes { get; internal set; } = [];

    /// <summary>The single call or name that the whole submission consists of, such as <c>undo</c> or <c>drop("x")</c>: the name and its literal arguments.</summary>
    public (string Name, ImmutableArray<string> Arguments)? Command { get; internal set; }

    /// <summary>Whether the statements hold lambdas, queries or local functions: code that a value can take along.</summary>
    public bool HasFunctions { get; internal set; }

    public int StatementCount => Statements.Length;

    public bool HasStatements => Statements.Length > 0;

    /// <summary>Names that the statements declare at top level, so far as their syntax tells: they need not be known yet.</summary>
    public IReadOnlySet<string> DeclaredNames { get; internal set; } = new HashSet<string>();

    /// <summary>Identifiers that the statements mention.</summary>
    public NameUse StatementNames { get; internal set; } = NameScan.Nothing;

    /// <summary>These statements alone, as an input of their own: no definitions, no usings. Places of errors are those of the whole.</summary>
    /// <param name="indices">Of the statements; those that there are not are passed over.</param>
    /// <param name="part">Tells its compiled code from that of other parts that one submission runs.</param>
    public ParsedInput Only(IReadOnlyCollection<int> indices, string part)
    {
        var only = new ParsedInput(Text) { Part = part };
        only.Take([.. Statements.Where(s => indices.Contains(s.Index))]);
        only.AnonymousTypes = AnonymousTypes;
        return only;
    }

    /// <summary>The text of one statement.</summary>
    public string StatementText(int index) => Statements.FirstOrDefault(s => s.Index == index) is { } found ? TextOf(found.Span).Trim() : "";

    /// <summary>As it was written.</summary>
    private string TextOf(TextSpan span) => Text.Written is { } shell ? shell.Written[shell.Origin(span.Start)..Math.Max(shell.Origin(span.Start), shell.Origin(span.End))] : Code.Substring(span.Start, span.Length);

    internal void Take(ImmutableArray<InputStatement> statements)
    {
        Statements = statements;
        HasFunctions = statements.SelectMany(s => s.Node.DescendantNodes())
            .Any(n => n is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or QueryExpressionSyntax);
        DeclaredNames = TopLevelNames.Of(statements.Select(s => s.Node));
        StatementNames = NameScan.OfStatements(statements.Select(s => s.Node));
    }
}

/// <param name="Node">As parsed from the user's text (script kind).</param>
/// <param name="Span">In the user's text.</param>
/// <param name="Index">Its place among the statements of the whole input.</param>
internal sealed record InputStatement(MemberDeclarationSyntax Node, TextSpan Span, int Index);
