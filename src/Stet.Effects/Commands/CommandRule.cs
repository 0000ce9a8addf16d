using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Stet.Effects.Shell;

namespace Stet.Effects.Commands;

/// <summary>One line of the table: where these subcommands and options are, these effects.</summary>
internal sealed record CommandRule(
    ImmutableArray<ImmutableArray<string>> Subcommands, ImmutableArray<OptionTest> Required, ImmutableArray<OptionTest> Forbidden,
    ImmutableArray<ImmutableArray<string>> Words, ImmutableArray<(Verb Verb, string Target)> Effects)
{
    public bool IsOnly => Effects is [{ Verb: Verb.Only }, ..];

    public IEnumerable<string> Options => Required.Concat(Forbidden).SelectMany(t => t.Names);

    public static CommandRule Parse(IEnumerable<string> conditions, string effects)
    {
        var tokens = conditions.ToList();
        return new(
            [.. tokens.Where(t => t[0] is not ('-' or '!' or '=')).Select(t => t.Split('|').ToImmutableArray())],
            [.. tokens.Where(t => t[0] == '-').Select(OptionTest.Parse)],
            [.. tokens.Where(t => t[0] == '!').Select(t => OptionTest.Parse(t[1..]))],
            [.. tokens.Where(t => t[0] == '=').Select(t => t[1..].Split('|').ToImmutableArray())],
            [.. effects.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(EffectOf)]);
    }

    public bool Fits(CommandLine line) =>
        FitsSubcommands(line) && Required.All(t => t.Holds(line)) && !Forbidden.Any(t => t.Holds(line))
        && Words.All(w => w is ["none"] ? line.Operands.Count == Subcommands.Length : line.Operands.Any(o => o.Text is { } text && w.Contains(text)));

    public bool FitsSubcommands(CommandLine line) =>
        Subcommands.Length <= line.Operands.Count && Subcommands.Zip(line.Operands).All(p => p.Second.Text is { } text && p.First.Contains(text));

    public void Apply(CommandLine line, Findings findings)
    {
        IReadOnlyList<Argument> operands = [.. line.Operands.Skip(Subcommands.Length)];
        foreach (var (verb, target) in Effects)
        {
            Apply(verb, target, operands, line, findings);
        }
    }

    private static void Apply(Verb verb, string target, IReadOnlyList<Argument> operands, CommandLine line, Findings findings)
    {
        if (target.StartsWith('"'))
        {
            findings.AddNamed(verb, Worded(WithValues(target.Trim('"'), line), operands));
            return;
        }

        IReadOnlyList<Argument> paths = target switch
        {
            "" => [],
            "operands" => operands,
            "first" => [.. operands.Take(1)],
            "last" => [.. operands.TakeLast(1)],
            "rest" => [.. operands.Skip(1)],
            "second" => [.. operands.Skip(1).Take(1)],
            _ => [.. line.ValuesOf([.. target.Split('|')])],
        };
        if (target.Length == 0)
        {
            findings.Add(verb);
        }
        else if (target == "unknown" || paths.Count > 0)
        {
            findings.Add(verb, paths);
        }
    }

    /// <summary>"$(-n|--name)" stands for the values of that option.</summary>
    private static string WithValues(string text, CommandLine line) =>
        Regex.Replace(text, @"\$\(([^)]*)\)", m => string.Join(' ', line.ValuesOf([.. m.Groups[1].Value.Split('|')])));

    /// <summary>"$" stands for each operand, "$*" for all of them.</summary>
    private static IReadOnlyList<string> Worded(string text, IReadOnlyList<Argument> operands)
    {
        if (text.Contains("$*", StringComparison.Ordinal))
        {
            return [text.Replace("$*", string.Join(' ', operands), StringComparison.Ordinal).Trim()];
        }

        return !text.Contains('$', StringComparison.Ordinal) ? [text] : operands.Count == 0 ? [text.Replace("$", "", StringComparison.Ordinal).Trim()]
            : [.. operands.Select(o => text.Replace("$", o.ToString(), StringComparison.Ordinal))];
    }

    private static (Verb, string) EffectOf(string effect)
    {
        var blank = effect.IndexOf(' ', StringComparison.Ordinal);
        var verb = blank < 0 ? effect : effect[..blank];
        return (Enum.Parse<Verb>(verb, ignoreCase: true), blank < 0 ? "" : effect[(blank + 1)..]);
    }
}

/// <param name="Values">The value that it must have; empty: any.</param>
internal readonly record struct OptionTest(ImmutableArray<string> Names, ImmutableArray<string> Values)
{
    public static OptionTest Parse(string text) => text.Split("==") is [var names, var values]
        ? new([.. names.Split('|')], [.. values.Split('|')]) : new([.. text.Split('|')], []);

    public bool Holds(CommandLine line)
    {
        var values = Values;
        return values.IsEmpty ? line.Has(Names) : line.ValuesOf(Names).Any(v => v.Text is { } text && values.Contains(text, StringComparer.OrdinalIgnoreCase));
    }
}
