using System.Text;
using Stet.Model;

namespace Stet.Toolbox.Shell;

/// <summary>
/// What a real shell is given for a line: the values as variables, assigned from single-quoted text, and the line with references to them that are quoted
/// as the place demands. So no value is ever read as syntax, whatever it contains.
/// </summary>
/// <param name="Assignments">Lines that give the variables their values; bytes, since names of files need not be UTF-8.</param>
/// <param name="Line">What the user wrote, with references in place of the values.</param>
internal sealed record ShellScript(byte[] Assignments, string Line)
{
    /// <summary>Stands for a value; a code point that no text has.</summary>
    public const char Hole = '\uFDD0';

    private const string Name = "__stet_";

    /// <exception cref="ArgumentException">A value cannot be an argument, or not where it stands.</exception>
    public static ShellScript Of(ShellLine line)
    {
        var text = line.Text;
        var scan = ShellScan.All(text, Hole);
        Demand(line, scan);
        var assignments = new List<byte>();
        var result = new StringBuilder();
        var from = 0;
        foreach (var hole in scan.Holes)
        {
            var index = line.IndexAt(hole.At);
            var arguments = ArgumentText.Of(line.Values[index].Value);
            result.Append(text, from, hole.At - from - (hole.IsAfterDollar ? 1 : 0)).Append(hole.IsAfterDollar ? "\\$" : "").Append(References(hole, index, arguments));
            Assign(index, arguments, assignments);
            from = hole.At + hole.Length;
        }

        return new([.. assignments], result.Append(text, from, text.Length - from).ToString());
    }

    /// <summary>A value that no shell would see is none that was meant.</summary>
    private static void Demand(ShellLine line, ShellScan scan)
    {
        for (var i = 0; i < line.Values.Count; i++)
        {
            if (scan.Holes.All(h => h.At != line.Values[i].At))
            {
                throw new ArgumentException($"@(...) number {i + 1} stands behind a backslash, in a comment, or in a here-document with a quoted end word: there a shell reads no values.");
            }
        }
    }

    private static void Assign(int index, IReadOnlyList<byte[]> arguments, List<byte> assignments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            assignments.AddRange(Encoding.ASCII.GetBytes($"{Variable(index, i)}="));
            Quote(arguments[i], assignments);
            assignments.Add((byte)'\n');
        }
    }

    /// <summary>In single quotes, in which a shell reads nothing but their end.</summary>
    public static void Quote(ReadOnlySpan<byte> value, List<byte> to)
    {
        to.Add((byte)'\'');
        foreach (var b in value)
        {
            if (b == '\'')
            {
                to.AddRange("'\\''"u8);
            }
            else
            {
                to.Add(b);
            }
        }

        to.Add((byte)'\'');
    }

    private static string Variable(int index, int element) => $"{Name}{index + 1}_{element + 1}";

    private static string References(ShellHole hole, int index, IReadOnlyList<byte[]> arguments)
    {
        if (arguments.Count != 1 && !hole.IsWord)
        {
            throw new ArgumentException($"@(...) number {index + 1} is a sequence of {arguments.Count}, and stands inside a word or quotes, or behind a redirection, where exactly one value can be. Let it stand by itself, or join it: @(string.Join(\",\", ...)).");
        }

        return string.Join(' ', arguments.Select((a, i) => Reference(hole.Place, Variable(index, i), a, index)));
    }

    private static string Reference(ShellPlace place, string variable, byte[] value, int index) => place switch
    {
        ShellPlace.Plain or ShellPlace.Pattern => $"\"${{{variable}}}\"",
        ShellPlace.SingleQuoted => $"'\"${{{variable}}}\"'",
        ShellPlace.EscapeQuoted => $"'\"${{{variable}}}\"$'",
        ShellPlace.Arithmetic when !IsNumber(value) => throw new ArgumentException($"@(...) number {index + 1} stands in an arithmetic expression or a subscript of the shell and is no whole number. There a shell would run what it contains."),
        ShellPlace.Split => throw new ArgumentException($"@(...) number {index + 1} stands in an expansion whose result the shell splits into words. Write double quotes around it: \"${{...}}\"."),
        _ => $"${{{variable}}}",
    };

    private static bool IsNumber(byte[] value) => value.Length > 0 && value.AsSpan(value[0] == '-' ? 1 : 0) is { Length: > 0 } digits && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
