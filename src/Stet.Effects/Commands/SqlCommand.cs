using System.Text.RegularExpressions;
using Stet.Effects.Shell;

namespace Stet.Effects.Commands;

/// <summary>Clients of databases: the statements that they are given, where those destroy something.</summary>
internal static partial class SqlCommand
{
    public static Dictionary<string, Func<CommandCall, Produced>> All { get; } = new()
    {
        ["psql"] = call => Run(call, 0, "-c", "--command"),
        ["mysql"] = call => Run(call, 0, "-e", "--execute"),
        ["mariadb"] = call => Run(call, 0, "-e", "--execute"),
        ["sqlite3"] = call => Run(call, 1, "-cmd"),
        ["sqlcmd"] = call => Run(call, 0, "-Q", "-q"),
        ["duckdb"] = call => Run(call, 1, "-c"),
        ["mongo"] = call => Run(call, 0, "--eval"),
        ["mongosh"] = call => Run(call, 0, "--eval"),
    };

    private static Produced Run(CommandCall call, int operandsBefore, params string[] options)
    {
        var line = CommandLine.Read(call.Arguments, new HashSet<string>([.. options, "-U", "-h", "-p", "-d", "-u", "-P", "-D", "-f"]), options.Where(o => o.Length > 2).ToHashSet());
        var texts = line.ValuesOf([.. options]).Select(v => v.Text).Concat(operandsBefore > 0 ? line.Operands.Skip(operandsBefore).Select(o => o.Text) : []).ToList();
        texts.Add(texts.Count == 0 ? call.Input.Text ?? "" : "");
        call.Findings.Add(Verb.Network);
        foreach (var statement in texts.SelectMany(t => (t ?? "").Split(';')).Select(s => s.Trim()).Where(s => Destroying().IsMatch(s)))
        {
            call.Findings.AddNamed(Verb.Deletes, $"{call.Name}: {statement}");
        }

        if (texts.Contains(null) || line.Has("-f") || (texts.Count == 1 && call.Input == Produced.Unknown && line.Operands.Count > operandsBefore + 1))
        {
            call.Findings.Add(Verb.Runs);
        }

        return Produced.Unknown;
    }

    [GeneratedRegex(@"^(drop|delete|truncate|update|replace|alter\s+table\s+\S+\s+drop)\b|\.(drop|dropDatabase|deleteMany|deleteOne|remove)\(", RegexOptions.IgnoreCase)]
    private static partial Regex Destroying();
}
