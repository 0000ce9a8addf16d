using System.Collections.Immutable;

namespace Stet.Effects.Shell;

/// <summary>A shell line as a tree: what POSIX and bash make of its characters before anything is expanded.</summary>
internal abstract record ShellNode;

internal sealed record SimpleCommand(ImmutableArray<Assignment> Assignments, ImmutableArray<Word> Words, ImmutableArray<Redirection> Redirections) : ShellNode;

/// <summary>Each stage reads what the one before it writes.</summary>
internal sealed record Pipeline(ImmutableArray<ShellNode> Stages) : ShellNode;

/// <summary>One after another; whether a later one runs may depend on an earlier one.</summary>
internal sealed record Sequence(ImmutableArray<ShellNode> Items) : ShellNode
{
    public static Sequence Empty { get; } = new([]);
}

/// <summary>Parentheses: what it changes in the shell is gone afterwards.</summary>
internal sealed record Subshell(ShellNode Body, ImmutableArray<Redirection> Redirections) : ShellNode;

/// <summary>Braces, <c>if</c>, <c>while</c>, <c>case</c>: all parts may run.</summary>
internal sealed record Group(ShellNode Body, ImmutableArray<Redirection> Redirections) : ShellNode;

/// <param name="Words">Null where it goes over the positional parameters.</param>
internal sealed record ForLoop(string Variable, ImmutableArray<Word>? Words, ShellNode Body, ImmutableArray<Redirection> Redirections) : ShellNode;

/// <summary><c>while</c> and <c>until</c>: where the condition reads lines that are known, once for each.</summary>
internal sealed record WhileLoop(ShellNode Test, ShellNode Body, ImmutableArray<Redirection> Redirections) : ShellNode;

internal sealed record FunctionDefinition(string Name, ShellNode Body) : ShellNode;

/// <summary><c>[[ ... ]]</c> and <c>(( ... ))</c>: only substitutions in them do something.</summary>
internal sealed record Condition(ImmutableArray<Word> Words) : ShellNode;

internal readonly record struct Assignment(string Name, Word Value);

/// <param name="Operator"><c>&gt;</c>, <c>&gt;&gt;</c>, <c>&gt;|</c>, <c>&lt;</c>, <c>&lt;&gt;</c>, <c>&gt;&amp;</c>, <c>&amp;&gt;</c>, <c>&lt;&lt;</c>, <c>&lt;&lt;&lt;</c>.</param>
internal readonly record struct Redirection(string Operator, Word Target);

internal sealed record Word(ImmutableArray<WordPart> Parts)
{
    public static Word Of(string text) => new([new TextPart(text, true)]);

    /// <summary>The text where nothing in it is quoted or expanded: only then it can be a keyword or an alias.</summary>
    public string? Bare => Parts is [TextPart { Quoted: false } only] ? only.Text : null;
}

internal abstract record WordPart(bool Quoted);

internal sealed record TextPart(string Text, bool Quoted) : WordPart(Quoted);

/// <param name="Operator">Such as <c>:-</c>, <c>%</c>, <c>##</c>; empty where there is none.</param>
internal sealed record ParameterPart(string Name, string Operator, Word? Argument, bool Quoted) : WordPart(Quoted);

/// <summary><c>$( )</c> and backquotes.</summary>
internal sealed record SubstitutionPart(ShellNode Body, bool Quoted) : WordPart(Quoted);

/// <summary><c>&lt;( )</c> and <c>&gt;( )</c>.</summary>
internal sealed record ProcessPart(ShellNode Body) : WordPart(true);

internal sealed record ArithmeticPart(string Text, bool Quoted) : WordPart(Quoted);

/// <summary><c>@(expr)</c>: a C# value; one argument, or several where it is a sequence. Never parsed again.</summary>
internal sealed record ExpressionPart(string Code) : WordPart(true);
