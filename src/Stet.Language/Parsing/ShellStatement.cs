using System.Text;
using Stet.Language.Text;

namespace Stet.Language.Parsing;

/// <summary>The C# that stands for a shell line: readable, since in a function it becomes part of a definition file.</summary>
internal static class ShellStatement
{
    public static WrittenPart Written(string code, ShellLineText line)
    {
        var parts = new List<(string Text, int Origin)> { (line.Form, line.Start), ("sh($\"", -1) };
        var from = line.Command;
        foreach (var hole in line.Values)
        {
            parts.Add((Literal(code[from..hole.At]), -1));
            var expression = code.Substring(hole.At + 2, hole.Length - 3);
            var isSimple = expression.Trim().All(c => char.IsLetterOrDigit(c) || c is '_' or '.');
            parts.Add((isSimple ? "{" : "{(", -1));
            parts.Add((expression, hole.At + 2));
            parts.Add((isSimple ? "}" : ")}", -1));
            from = hole.At + hole.Length;
        }

        var last = code[from..line.End].TrimEnd();
        var isShown = line.Form.Length > 0 && !last.EndsWith(';') && code[line.End..].Trim().Length == 0;
        parts.Add((Literal(line.Form.Length > 0 && last.EndsWith(';') ? last[..^1] : last) + "\")" + Ending(line) + (isShown ? "" : ";"), -1));
        parts.Add((line.Breaks(code)[Math.Min(Lines(parts), line.Breaks(code).Length)..], -1));
        return new(line.Start, line.End, parts, line.IsOpen, line.Form.Length == 0 && line.Values.Count == 0);
    }

    private static int Lines(IEnumerable<(string Text, int Origin)> parts) => parts.Sum(p => p.Text.Count(c => c == '\n'));

    /// <summary>What is taken of the output follows from the type that it is given to.</summary>
    private static string Ending(ShellLineText line) => (line.Form.Length, line.Type) switch
    {
        (0, _) or (_, "int") => ".Run()",
        (_, "string") => ".Text()",
        (_, "byte[]") => ".Bytes()",
        (_, var type) when type.EndsWith("IEnumerable<string>", StringComparison.Ordinal) => "",
        _ => ".Lines()",
    };

    private static string Literal(string text)
    {
        var literal = new StringBuilder(text.Length + 8);
        foreach (var c in text.Replace("@@(", "@(").TrimStart('\0'))
        {
            literal.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '{' => "{{",
                '}' => "}}",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(c) => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return literal.ToString();
    }
}
