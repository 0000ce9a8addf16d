using Stet.Effects.Shell;

namespace Stet.Effects.Commands;

/// <summary>A program with the arguments that it gets.</summary>
internal sealed record CommandCall(string Name, IReadOnlyList<Argument> Arguments, Produced Input, ShellWalk Walk)
{
    private const int LongestWords = 100;

    public Findings Findings { get; } = new(Walk, Shorten($"{Name} {string.Join(' ', Arguments)}".Trim()));

    /// <summary>Sorted by the conventions, with what the table knows of the program's options.</summary>
    public CommandLine Line(bool stopsAtOperand = false) =>
        CommandTable.Standard.Find(Name) is { } entry ? CommandLine.Read(Arguments, entry.Takes, entry.Whole, stopsAtOperand) : CommandLine.Read(Arguments, new HashSet<string>(), new HashSet<string>(), stopsAtOperand);

    private static string Shorten(string words) => words.Length > LongestWords ? words[..(LongestWords - 3)] + "..." : words;
}
