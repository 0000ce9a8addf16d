using System.Collections.Immutable;

namespace Stet.Effects.Commands;

/// <summary>What is known of the programs of a shell, read from <c>commands.txt</c>; that file explains its own form.</summary>
internal sealed class CommandTable
{
    private readonly Dictionary<string, CommandEntry> entries = [];

    private CommandTable(IEnumerable<string> lines)
    {
        foreach (var line in lines.Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            Add(line);
        }
    }

    public static CommandTable Standard { get; } = new(TableText.Lines("commands.txt"));

    public int Count => entries.Count;

    public CommandEntry? Find(string name) => entries.GetValueOrDefault(name);

    private void Add(string line)
    {
        var colon = line.IndexOf(" : ", StringComparison.Ordinal);
        var head = TableText.Tokens(colon < 0 ? line.TrimEnd(':', ' ') : line[..colon]);
        var tail = colon < 0 ? "" : line[(colon + 3)..];
        var isWord = head[0] is "takes" or "wraps";
        var names = head[0] == "takes" && head.Count > 2 ? string.Join(' ', head.Skip(1)) : head[isWord ? 1 : 0];
        foreach (var name in names.Split(','))
        {
            var entry = entries.TryGetValue(name, out var known) ? known : entries[name] = new(name);
            switch (head[0])
            {
                case "takes":
                    entry.Takes.UnionWith(TableText.Tokens(tail));
                    break;
                case "wraps":
                    entry.Wraps = head.Count > 2 ? int.Parse(head[2], System.Globalization.CultureInfo.InvariantCulture) : 0;
                    entry.Takes.UnionWith(TableText.Tokens(tail));
                    break;
                default:
                    entry.Add(CommandRule.Parse(head.Skip(1), tail));
                    break;
            }
        }
    }
}

internal sealed class CommandEntry(string name)
{
    private readonly List<CommandRule> rules = [];

    public string Name => name;

    public IReadOnlyList<CommandRule> Rules => rules;

    /// <summary>Options whose value is the next argument.</summary>
    public HashSet<string> Takes { get; } = [];

    /// <summary>Options with one dash and several letters.</summary>
    public HashSet<string> Whole { get; } = [];

    /// <summary>How many operands stand before the program that it runs; null where it runs none.</summary>
    public int? Wraps { get; set; }

    public bool HasSubcommands => rules.Any(r => r.Subcommands.Length > 0);

    public void Add(CommandRule rule)
    {
        rules.Add(rule);
        Whole.UnionWith(rule.Options.Where(o => o.Length > 2 && o[1] != '-'));
    }
}
