using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Stet.Model;

namespace Stet.Language.Parsing;

/// <summary>A shell line in the text of a submission.</summary>
/// <param name="Start">Where it or the name that it is given to begins.</param>
/// <param name="Command">Behind the exclamation mark.</param>
/// <param name="Form">What stands before the exclamation mark: <c>files = </c>; empty for a line that runs in the terminal.</param>
/// <param name="Type">The type that is written in the form.</param>
/// <param name="Values">The C# expressions, with the parentheses and the mark around them.</param>
internal sealed record ShellLineText(int Start, int Command, int End, string Form, string Type, bool IsOpen, IReadOnlyList<ShellHole> Values)
{
    /// <summary>What C# makes of the form: <c>files = </c>.</summary>
    public string Prefix => Form;

    public static ShellLineText Read(string code, int start, int command, string form, string type)
    {
        var scan = ShellScan.Line(code, command, at => ValueAt(code, at));
        return new(start, command, scan.End, form, type, scan.IsOpen, scan.Holes);
    }

    /// <summary>The line breaks inside: the C# that stands for it takes as many lines.</summary>
    public string Breaks(string code) => new('\n', code.AsSpan(Start, End - Start).Count('\n'));

    /// <summary>The length of <c>@(expression)</c>; of what is doubled, <c>@@(</c>, the first mark is passed over here.</summary>
    private static int ValueAt(string code, int at)
    {
        if (at + 1 >= code.Length || code[at + 1] != '(' || at > 0 && code[at - 1] == '@')
        {
            return 0;
        }

        var expression = SyntaxFactory.ParseExpression(code, at + 2, options: Compiling.Compiler.ParseOptions, consumeFullText: false);
        var close = at + 2 + expression.FullSpan.Length;
        while (close < code.Length && char.IsWhiteSpace(code[close]))
        {
            close++;
        }

        return close < code.Length && code[close] == ')' ? close + 1 - at : Balanced(code, at + 1);
    }

    /// <summary>What is no expression goes to the parenthesis that closes it, for the compiler to say what is wrong; 0 where none does.</summary>
    private static int Balanced(string code, int open)
    {
        var depth = 0;
        for (var i = open; i < code.Length; i++)
        {
            depth += code[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return i + 2 - open;
            }
        }

        return 0;
    }
}
