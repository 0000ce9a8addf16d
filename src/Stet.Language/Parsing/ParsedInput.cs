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

    public string Code => Text.Content;

    /// <summary>What diagnostics and sequence points call it: <c>In[7]</c> or a file.</summary>
    public string Name => Text.Source;

    public ImmutableArray<Definition> Definitions { get; internal set; } = [];

    public ImmutableArray<string> Usings { get; internal set; } = [];

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
}

/// <param name="Node">As parsed from the user's text (script kind).</param>
/// <param name="Span">In the user's text.</param>
internal sealed record InputStatement(MemberDeclarationSyntax Node, TextSpan Span);
