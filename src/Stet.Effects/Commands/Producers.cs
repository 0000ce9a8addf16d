using Stet.Effects.Shell;

namespace Stet.Effects.Commands;

/// <summary>Commands of which is known what they write: names that the next command in the pipe may take for its victims.</summary>
internal static class Producers
{
    public static Dictionary<string, Func<CommandCall, Produced>> All { get; } = new()
    {
        ["ls"] = List,
        ["cat"] = Cat,
        ["grep"] = Grep,
        ["egrep"] = Grep,
        ["fgrep"] = Grep,
        ["rg"] = Grep,
        ["sort"] = Filter,
        ["uniq"] = Filter,
        ["head"] = Filter,
        ["tail"] = Filter,
        ["tac"] = Filter,
        ["shuf"] = Filter,
        ["basename"] = call => call.Arguments is [{ Text: { } path }] ? new(PathText.NameOf(path)) : Produced.Unknown,
        ["dirname"] = call => call.Arguments is [{ Text: { } path }] ? new(path.Contains('/', StringComparison.Ordinal) ? PathText.FolderOf(path) : ".") : Produced.Unknown,
    };

    private static Produced List(CommandCall call)
    {
        var line = call.Line();
        CommandRun.ByTable(call, line);
        if (line.Has("-l", "-R", "-s", "-i") || line.Operands.Any(o => o.Text is null))
        {
            return Produced.Unknown;
        }

        if (line.Operands.Count == 0)
        {
            return call.Walk.State.Directory is { } folder ? new(null, [.. call.Walk.Setting.Folders.NamesIn(folder).Where(n => n[0] != '.' || line.Has("-a", "-A")).Order(StringComparer.Ordinal)]) : Produced.Unknown;
        }

        return line.Operands.All(o => line.Has("-d") || call.Findings.Path(o) is { } path && call.Walk.Setting.Folders.KindOf(path) == PathKind.File)
            ? new(null, [.. line.Operands.Select(o => o.Text!)]) : Produced.Unknown;
    }

    private static Produced Cat(CommandCall call)
    {
        var line = call.Line();
        CommandRun.ByTable(call, line);
        return line.Operands.All(o => o.Text == "-") ? call.Input : Produced.Unknown;
    }

    /// <summary>With <c>-l</c> it writes names of the files that it was given; else lines of what it read.</summary>
    private static Produced Grep(CommandCall call)
    {
        var line = call.Line();
        CommandRun.ByTable(call, line);
        var files = line.Operands.Skip(line.Has("-e", "-f") ? 0 : 1).ToList();
        if (line.Has("-l", "-L", "--files-with-matches", "--files-without-match"))
        {
            return line.Has("-r", "-R") || files.Count == 0 || files.Any(f => f.Text is null) ? Produced.Unknown : new(null, [.. files.Select(f => f.Text!)]);
        }

        return files.Count == 0 && call.Input.Lines is { } lines ? new(null, lines) : Produced.Unknown;
    }

    private static Produced Filter(CommandCall call)
    {
        var line = call.Line();
        CommandRun.ByTable(call, line);
        return line.Operands.Count == 0 && call.Input.Lines is { } lines ? new(null, lines) : Produced.Unknown;
    }
}
