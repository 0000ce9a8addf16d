using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Text;
using Stet.Model;

namespace Stet.Language.Parsing;

/// <summary>
/// The shell lines of a submission: <c>!ls *.csv</c> where a statement can stand, <c>files = !ls *.csv</c>, <c>files =&gt; !ls *.csv</c>. Each is written in
/// C# for the compiler: <c>sh($"ls *.csv").Run();</c>.
/// </summary>
internal static partial class ShellLines
{
    private const string Marker = "__shell_line";

    /// <param name="isProgram">
    /// Whether a word is a program rather than a name of C#: decides <c>x = !word ...</c> where that is C# as well. Null: then it is C#.
    /// </param>
    public static WrittenText Read(string code, Func<string, bool>? isProgram = null)
    {
        if (!code.Contains('!', StringComparison.Ordinal))
        {
            return new(code);
        }

        var lines = Candidates(code);
        while (lines.Count > 0 && Misplaced(code, lines, isProgram) is { } wrong)
        {
            lines = [.. lines.Where(l => l != wrong)];
        }

        return lines.Count == 0 ? new(code) : new(code, [.. lines.Select(l => ShellStatement.Written(code, l))]);
    }

    /// <summary>Whether a shell line of the input needs a further line.</summary>
    public static bool IsOpen(string code) => Read(code).Shells is [.., { IsOpen: true }];

    private static List<ShellLineText> Candidates(string code)
    {
        var found = new List<ShellLineText>();
        for (var start = 0; start < code.Length;)
        {
            var end = code.IndexOf('\n', start) is >= 0 and var next ? next : code.Length;
            if (Start().Match(code[start..end]) is { Success: true } match)
            {
                var line = ShellLineText.Read(code, start + match.Groups["before"].Index, start + match.Length, match.Groups["form"].Value, match.Groups["type"].Value);
                found.Add(line);
                end = line.End;
            }

            start = end + 1;
        }

        return found;
    }

    /// <summary>One that does not stand where a statement can, or that is C#: it is taken for C#, and the others are looked at again.</summary>
    private static ShellLineText? Misplaced(string code, List<ShellLineText> lines, Func<string, bool>? isProgram)
    {
        if (lines.FirstOrDefault(l => l.Form.Length > 0 && IsCSharp(code, lines, l) && !(isProgram?.Invoke(FirstWord(code, l)) ?? false)) is { } negation)
        {
            return negation;
        }

        var written = new WrittenText(code, [.. lines.Select((l, i) => new WrittenPart(l.Start, l.End, [(l.Prefix + Marker + i + "();" + l.Breaks(code), -1)], l.IsOpen))]);
        var names = ((CompilationUnitSyntax)InputParser.TreeOf(written.Content).GetRoot()).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(n => n.Identifier.ValueText.StartsWith(Marker, StringComparison.Ordinal) && IsStatement(n)).Select(n => n.Identifier.ValueText).ToHashSet();
        return lines.Where((l, i) => !(l.Form.Length == 0 && code[..l.Start].Trim().Length == 0) && !names.Contains(Marker + i)).FirstOrDefault();
    }

    private static bool IsStatement(IdentifierNameSyntax name) => name.Parent?.Parent switch
    {
        ExpressionStatementSyntax => true,
        AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax } assignment => assignment.Right == name.Parent,
        EqualsValueClauseSyntax or ArrowExpressionClauseSyntax => true,
        SimpleLambdaExpressionSyntax { Parent: ExpressionStatementSyntax or GlobalStatementSyntax } => true,
        _ => false,
    };

    /// <summary>Read as C#, with the other shell lines as they are, there is no error.</summary>
    private static bool IsCSharp(string code, List<ShellLineText> lines, ShellLineText line)
    {
        var others = lines.Where(l => l != line).Select(l => new WrittenPart(l.Start, l.End, [(l.Prefix + Marker + "();" + l.Breaks(code), -1)], l.IsOpen));
        return !InputParser.ErrorsIn(InputParser.TreeOf(new WrittenText(code, [.. others]).Content)).Any();
    }

    private static string FirstWord(string code, ShellLineText line) => Word().Match(code, line.Command, line.End - line.Command).Value;

    [GeneratedRegex(@"^\s*(?<before>(?<form>(?:(?<type>var|string\[\]|string|byte\[\]|int|(?:System\.Collections\.Generic\.)?IEnumerable<string>)\s+)?@?[\p{L}_][\p{L}\p{N}_]*\s*=>?\s*)?)!(?![=])")]
    private static partial Regex Start();

    [GeneratedRegex(@"\G[\w.+-]+(?=\s|$)")]
    private static partial Regex Word();
}
