using System.Text.RegularExpressions;
using Stet.Effects.Shell;

namespace Stet.Effects.Commands;

/// <summary>Commands on files whose arguments have a grammar of their own: <c>tar</c>, <c>dd</c>, <c>sed</c>, compressors.</summary>
internal static partial class FileCommands
{
    public static Dictionary<string, Func<CommandCall, Produced>> All { get; } = new()
    {
        ["rm"] = Remove,
        ["tar"] = Tar,
        ["bsdtar"] = Tar,
        ["dd"] = Dd,
        ["sed"] = Sed,
        ["gsed"] = Sed,
        ["gzip"] = call => Compress(call, [".gz"]),
        ["bzip2"] = call => Compress(call, [".bz2"]),
        ["xz"] = call => Compress(call, [".xz"]),
        ["zstd"] = call => Compress(call, [".zst"]),
        ["gunzip"] = Decompress,
        ["bunzip2"] = Decompress,
        ["unxz"] = Decompress,
        ["unzstd"] = Decompress,
        ["wget"] = Wget,
    };

    /// <summary>It refuses to remove a folder that is named by <c>.</c> or <c>..</c>.</summary>
    private static Produced Remove(CommandCall call)
    {
        call.Findings.Add(Verb.Deletes, [.. call.Line().Operands.Where(o => o.Text is null || PathText.NameOf(o.Text) is not ("." or ".."))]);
        return Produced.Nothing;
    }

    private static Produced Tar(CommandCall call)
    {
        var arguments = call.Arguments is [{ Text: { } first }, ..] && OldTar().IsMatch(first) ? Modern(call.Arguments) : call.Arguments;
        var line = CommandLine.Read(arguments, CommandTable.Standard.Find("tar")!.Takes, new HashSet<string>());
        if (line.Has("-x", "--extract", "--get"))
        {
            Extract(call, line);
        }
        else if (line.Has("-c", "--create"))
        {
            call.Findings.Add(Verb.Overwrites, [.. line.ValuesOf("-f", "--file").Where(f => f.Text != "-")]);
        }
        else if (line.Has("-r", "-u", "--append", "--update", "-A", "--delete"))
        {
            call.Findings.Add(line.Has("--delete") ? Verb.Overwrites : Verb.Appends, [.. line.ValuesOf("-f", "--file")]);
        }
        else
        {
            call.Findings.Add(Verb.Reads);
        }

        if (line.Has("--remove-files"))
        {
            call.Findings.Add(Verb.Deletes, line.Operands);
        }

        return Produced.Unknown;
    }

    /// <summary>What is in the archive is not looked at: in a folder that has something in it, anything may be overwritten.</summary>
    private static void Extract(CommandCall call, CommandLine line)
    {
        var folder = line.ValuesOf("-C", "--directory", "--cd").LastOrDefault(new Argument("."));
        var mayLose = !line.Has("-k", "--keep-old-files", "--skip-old-files", "--keep-newer-files", "-O", "--to-stdout")
            && (call.Findings.Path(folder) is not { } path || call.Walk.Setting.Folders.NamesIn(path).Count > 0);
        if (mayLose)
        {
            call.Findings.AddUnknown(Verb.Overwrites, $"files in {folder} that are in the archive too");
        }
        else
        {
            call.Findings.Add(Verb.Appends);
        }
    }

    /// <summary><c>tar czf a.tar x</c>: letters without a dash; their values follow in order.</summary>
    private static IReadOnlyList<Argument> Modern(IReadOnlyList<Argument> arguments)
    {
        var rest = new Queue<Argument>(arguments.Skip(1));
        var result = new List<Argument>();
        foreach (var letter in arguments[0].Text!)
        {
            result.Add(new("-" + letter));
            if ("fCbXTNgIK".Contains(letter, StringComparison.Ordinal) && rest.TryDequeue(out var value))
            {
                result.Add(value);
            }
        }

        return [.. result, .. rest];
    }

    private static Produced Dd(CommandCall call)
    {
        var targets = call.Arguments.Where(a => a.Text?.StartsWith("of=", StringComparison.Ordinal) == true).Select(a => new Argument(a.Text![3..])).ToList();
        if (targets.Count > 0)
        {
            call.Findings.Add(Verb.Overwrites, targets);
        }

        if (call.Arguments.Any(a => a.Text is null))
        {
            call.Findings.AddUnknown(Verb.Overwrites, "what of= names when it runs");
        }

        return Produced.Unknown;
    }

    private static Produced Sed(CommandCall call)
    {
        var inPlace = call.Arguments.Any(a => a.Text is { } t && (t.StartsWith("--in-place", StringComparison.Ordinal) || ShortInPlace().IsMatch(t)));
        var line = CommandLine.Read([.. call.Arguments.Select(a => a.Text is { } t && ShortInPlace().IsMatch(t) ? new Argument("--in-place") : a)],
            new HashSet<string> { "-e", "-f", "--expression", "--file", "-l" }, new HashSet<string>());
        var hasScript = line.Has("-e", "-f", "--expression", "--file");
        var scripts = hasScript ? line.ValuesOf("-e", "--expression") : line.Operands.Take(1);
        foreach (var match in scripts.SelectMany(s => WriteFlag().Matches(s.Text ?? "")))
        {
            call.Findings.Add(Verb.Overwrites, [new(match.Groups[1].Value)]);
        }

        call.Findings.Add(inPlace ? Verb.Overwrites : Verb.Reads, [.. line.Operands.Skip(hasScript ? 0 : 1)]);
        return Produced.Unknown;
    }

    /// <summary>The file is replaced by its compressed form: lost is only what had that name before.</summary>
    private static Produced Compress(CommandCall call, string[] endings)
    {
        var line = call.Line();
        if (line.Has("-d", "--decompress"))
        {
            return Decompress(call);
        }

        if (line.Has("-f", "--force") && !line.Has("-c", "--stdout"))
        {
            call.Findings.Add(Verb.Overwrites, [.. line.Operands.SelectMany(o => endings.Select(e => new Argument(o.Text is null ? null : o.Text + e)))]);
        }

        call.Findings.Add(line.Has("-c", "--stdout", "-t", "-l") ? Verb.Reads : Verb.Appends);
        return Produced.Unknown;
    }

    private static Produced Decompress(CommandCall call)
    {
        var line = call.Line();
        if (line.Has("-f", "--force") && !line.Has("-c", "--stdout"))
        {
            call.Findings.Add(Verb.Overwrites, [.. line.Operands.Select(o => new Argument(o.Text is { } text && text.LastIndexOf('.') is > 0 and var dot ? text[..dot] : null))]);
        }

        call.Findings.Add(line.Has("-c", "--stdout", "-t", "-l") ? Verb.Reads : Verb.Appends);
        return Produced.Unknown;
    }

    private static Produced Wget(CommandCall call)
    {
        var line = call.Line();
        call.Findings.Add(Verb.Network);
        call.Findings.Add(Verb.Overwrites, [.. line.ValuesOf("-O", "--output-document").Where(v => v.Text != "-")]);
        return Produced.Unknown;
    }

    [GeneratedRegex("^[cxtruA][a-zA-Z0-9]*$")]
    private static partial Regex OldTar();

    [GeneratedRegex("^-[nErsuz]*i(?!n-place)|^-i")]
    private static partial Regex ShortInPlace();

    [GeneratedRegex(@"(?:^|[;}/\d$gpI])w\s+([^\s;}]+)")]
    private static partial Regex WriteFlag();
}
