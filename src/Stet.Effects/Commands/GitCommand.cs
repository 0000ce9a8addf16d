using Stet.Effects.Shell;
using Stet.Model;

namespace Stet.Effects.Commands;

/// <summary>Git: its aliases, its directory, and <c>checkout</c>, whose operands are branches or files. All else is in the table.</summary>
internal static class GitCommand
{
    private const string Uncommitted = "changes not committed";

    public static Dictionary<string, Func<CommandCall, Produced>> All { get; } = new() { ["git"] = Run };

    private static Produced Run(CommandCall call)
    {
        var global = CommandLine.Read(call.Arguments, new HashSet<string> { "-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path" }, new HashSet<string>(), stopsAtOperand: true);
        if (global.Operands is not [{ Text: { } name }, ..])
        {
            return Produced.Unknown;
        }

        var rest = global.Operands.Skip(1).ToList();
        return call.Walk.InSubshell(() =>
        {
            foreach (var folder in global.ValuesOf("-C", "--work-tree"))
            {
                call.Walk.State = call.Walk.State with { Directory = call.Findings.Path(folder) };
            }

            return call.Walk.Setting.Aliases.TryGetValue("git " + name, out var alias) ? Aliased(call, name, alias, rest) : Carry(call, name, rest);
        });
    }

    private static Produced Aliased(CommandCall call, string name, string alias, List<Argument> rest)
    {
        if (alias.StartsWith('!'))
        {
            return call.Walk.Within($"git {name}", () => call.Walk.RunText(alias[1..] + " \"$@\"", call.Input, [.. rest.Select(r => r.Text)]));
        }

        var words = TableText.Tokens(alias).Select(t => new Argument(t.Trim('"')));
        return call.Walk.Within($"git {name}", () => Run(call with { Arguments = [.. words, .. rest] }));
    }

    private static Produced Carry(CommandCall call, string name, List<Argument> rest)
    {
        var takes = CommandTable.Standard.Find("git " + name)?.Takes ?? [];
        var line = CommandLine.Read(rest, takes, new HashSet<string>());
        var marker = rest.FindIndex(r => r.Text == "--");
        switch (name)
        {
            case "checkout" when !line.Has("-b", "-B", "--orphan", "-f", "--force", "-h"):
                Restore(call, marker >= 0 ? [.. rest.Skip(marker + 1)] : [.. line.Operands.Where(o => IsFile(call, o))]);
                return Produced.Unknown;
            case "restore" when !line.Has("--staged", "-S") || line.Has("--worktree", "-W"):
                Restore(call, line.Operands);
                return Produced.Unknown;
            case "push" when line.Operands.Any(o => o.Text is ['+' or ':', ..]):
                call.Findings.Add(Verb.Network);
                call.Findings.AddNamed(Verb.Deletes, $"at the remote {string.Join(' ', line.Operands.Select(o => o.Text?.TrimStart('+', ':')))}");
                return Produced.Unknown;
            default:
                return CommandRun.ByTable(call with { Name = "git" }, CommandLine.Read([new(name), .. rest], takes, new HashSet<string>()));
        }
    }

    /// <summary>A branch is no file, and its name hides no file: git itself refuses where both are.</summary>
    private static bool IsFile(CommandCall call, Argument operand) =>
        operand.Text == "." || (call.Findings.Path(operand) is { } path && call.Walk.Setting.Folders.KindOf(path) != PathKind.Missing);

    private static void Restore(CommandCall call, IReadOnlyList<Argument> paths)
    {
        if (paths.Any(p => p.Text is "." or ":/" or "*"))
        {
            call.Findings.AddNamed(Verb.Overwrites, $"{Uncommitted}, in {call.Walk.State.Directory ?? "its folder"}");
        }
        else if (paths.Count == 0)
        {
            call.Findings.Add(Verb.Appends);
        }
        else
        {
            var folders = paths.Where(p => call.Findings.Path(p) is { } path && call.Walk.Setting.Folders.KindOf(path) == PathKind.Folder).ToList();
            folders.ForEach(f => call.Findings.AddNamed(Verb.Overwrites, $"{Uncommitted}, in {call.Findings.Path(f)}"));
            call.Findings.Add(Verb.Overwrites, [.. paths.Except(folders)]);
        }
    }
}
