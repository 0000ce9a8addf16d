using System.Runtime.CompilerServices;
using System.Text;

namespace Stet.Toolbox.Shell;

/// <summary>
/// A shell line with values in it, as C# writes it: <c>$"grep {pattern} big.log"</c>. The values are never part of what a shell reads as syntax: each is
/// exactly one argument, a sequence that stands by itself as many as it has elements.
/// </summary>
[InterpolatedStringHandler]
public sealed class ShellLine
{
    private readonly StringBuilder text = new();
    private readonly List<(int At, object? Value)> values = [];

    public ShellLine(int literalLength, int formattedCount) => text.EnsureCapacity(literalLength + formattedCount);

    private ShellLine(string line) => AppendLiteral(line);

    /// <summary>A line without values.</summary>
    public static implicit operator ShellLine(string line) => new(line);

    /// <summary>The one character that stands for a value has no meaning of its own in any text.</summary>
    public void AppendLiteral(string part) => text.Append(part.Replace(ShellScript.Hole, '\uFFFD'));

    public void AppendFormatted(object? value)
    {
        values.Add((text.Length, value));
        text.Append(ShellScript.Hole);
    }

    internal string Text => text.ToString();

    internal IReadOnlyList<(int At, object? Value)> Values => values;

    internal int IndexAt(int position) => values.FindIndex(v => v.At == position);

    /// <summary>The line as a person writes it, with <c>@(...)</c> where values stand.</summary>
    public override string ToString() => Text.Replace(ShellScript.Hole.ToString(), "@(...)");
}
