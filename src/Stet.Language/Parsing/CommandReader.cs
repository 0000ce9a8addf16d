using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Stet.Language.Parsing;

/// <summary>Commands of the prompt: written without parentheses where that is unambiguous, and those that the engine itself carries out.</summary>
internal static partial class CommandReader
{
    /// <summary><c>drop x</c> is <c>drop("x")</c>, <c>at 12</c> is <c>at(12)</c>: for the commands that take a name, two names or a number.</summary>
    public static string WithParentheses(string code)
    {
        if (NameCommand().Match(code) is { Success: true } named)
        {
            return $"{named.Groups["command"].Value}({string.Join(", ", named.Groups["name"].Captures.Select(name => $"\"{string.Concat(name.Value.Where(c => !char.IsWhiteSpace(c)))}\""))})";
        }

        if (RenameCommand().Match(code) is { Success: true } renamed)
        {
            return $"rename(\"{renamed.Groups[1].Value}\", \"{renamed.Groups[2].Value}\")";
        }

        return NumberCommand().Match(code) is { Success: true } numbered ? $"{numbered.Groups[1].Value}({numbered.Groups[2].Value})" : AsExpression(code);
    }

    public static (string Name, ImmutableArray<string> Arguments)? Read(List<InputStatement> statements, int definitions)
    {
        if (statements is not [{ Node: GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: var expression } } }] || definitions > 0)
        {
            return null;
        }

        return expression switch
        {
            IdentifierNameSyntax name => (name.Identifier.ValueText, []),
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax called, ArgumentList.Arguments: var arguments }
                when arguments.All(a => a.Expression is LiteralExpressionSyntax || called.Identifier.ValueText == "refresh" && a.Expression is IdentifierNameSyntax) =>
                (called.Identifier.ValueText, [.. arguments.Select(a => Argument(a, called.Identifier.ValueText))]),
            _ => null,
        };
    }

    /// <summary>Of <c>again</c> with its name: <c>sure: true</c>.</summary>
    private static string Argument(ArgumentSyntax argument, string command) =>
        (command == "again" && argument.NameColon is { } name ? $"{name.Name.Identifier.ValueText}: " : "")
        + (argument.Expression is LiteralExpressionSyntax literal ? literal.Token.ValueText : argument.Expression.ToString());

    /// <summary><c>p with { X = 1 }</c> alone is no statement of C#, and reads as a declaration; in parentheses it is the expression that is meant.</summary>
    private static string AsExpression(string code) =>
        code.Contains(" with", StringComparison.Ordinal) && !code.Contains("//", StringComparison.Ordinal) && InputParser.ErrorsIn(InputParser.TreeOf(code)).Any()
        && !SyntaxFactory.ParseExpression(code, options: Compiling.Compiler.ParseOptions).ContainsDiagnostics
            ? $"({code.Trim()})" : code;

    [GeneratedRegex(@"^\s*(?:(?<command>drop)(?:\s+(?<name>@?[\p{L}_][\p{L}\p{N}_.`]*(?:<[\p{L}\p{N}_,\s]+>)?))+|(?<command>refresh|why|watch|unwatch)\s+(?<name>@?[\p{L}_][\p{L}\p{N}_.`]*))\s*;?\s*$")]
    private static partial Regex NameCommand();

    [GeneratedRegex(@"^\s*rename\s+(@?[\p{L}_][\p{L}\p{N}_.`]*)\s+([^\s=(;]+)\s*;?\s*$")]
    private static partial Regex RenameCommand();

    [GeneratedRegex(@"^\s*(at|history|log|again|changed|forget)\s+(\d+)\s*;?\s*$")]
    private static partial Regex NumberCommand();
}
