using System.Collections.Immutable;
using System.Globalization;

namespace Stet.Effects.Code;

/// <summary>What is known of the base library, read from <c>api.txt</c>; that file explains its own form.</summary>
internal sealed class ApiTable
{
    private readonly Dictionary<(string Type, string Member), List<ApiRule>> rules = [];

    private ApiTable(IEnumerable<string> lines)
    {
        foreach (var line in lines.Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            Add(line);
        }
    }

    public static ApiTable Standard { get; } = new(TableText.Lines("api.txt"));

    /// <summary>The lines that decide; null where none does.</summary>
    public IReadOnlyList<ApiRule>? Find(string type, string member)
    {
        if (rules.TryGetValue((type, member), out var exact) || rules.TryGetValue((type, "*"), out exact))
        {
            return exact;
        }

        for (var space = type; space.LastIndexOf('.') is > 0 and var dot;)
        {
            space = space[..dot];
            if (rules.TryGetValue((space + ".*", "*"), out var wide))
            {
                return wide;
            }
        }

        return null;
    }

    private void Add(string line)
    {
        var colon = line.IndexOf(" : ", StringComparison.Ordinal);
        var head = TableText.Tokens(line[..colon]);
        var isSpace = head[0].EndsWith(".*", StringComparison.Ordinal);
        var members = isSpace ? ["*"] : head[1].Split(',');
        var rule = ApiRule.Parse(head.Skip(isSpace ? 1 : 2).Where(c => c != "*"), line[(colon + 3)..]);
        foreach (var (type, member) in head[0].Split(',').SelectMany(t => members.Select(m => (t, m))))
        {
            (rules.TryGetValue((type, member), out var known) ? known : rules[(type, member)] = []).Add(rule);
        }
    }
}

/// <param name="Count">How many parameters; null for any number.</param>
internal sealed record ApiRule(
    ImmutableArray<(int Argument, string Value)> Values, ImmutableArray<(int Argument, string Type)> Types, int? Count, ImmutableArray<(string Verb, string Target)> Effects)
{
    public static ApiRule Parse(IEnumerable<string> conditions, string effects)
    {
        var tokens = conditions.ToList();
        return new(
            [.. tokens.Where(t => t.Contains('=', StringComparison.Ordinal)).Select(t => t.Split('=')).Select(t => (Number(t[0]), t[1]))],
            [.. tokens.Where(t => t.Contains(':', StringComparison.Ordinal)).Select(t => t.Split(':')).Select(t => (Number(t[0]), t[1]))],
            tokens.FirstOrDefault(t => t[0] == '/') is { } count ? Number(count[1..]) : null,
            [.. effects.Split(';', StringSplitOptions.TrimEntries).Select(e => e.Split(' ', 2)).Select(e => (e[0], e.ElementAtOrDefault(1) ?? ""))]);
    }

    /// <param name="arguments">Without the object.</param>
    public bool Fits(CallSite site, IReadOnlyList<Known> arguments) =>
        (Count is null || Count == site.Signature.Length)
        && Types.All(t => t.Argument < site.Signature.Length && TypeNames.Shown(site.Signature[t.Argument]) == t.Type)
        && Values.All(v => v.Argument < arguments.Count && (arguments[v.Argument].Texts is not { Count: > 0 } texts || texts.Contains(v.Value)));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
