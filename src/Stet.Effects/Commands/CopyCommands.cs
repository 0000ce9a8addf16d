using Stet.Effects.Shell;

namespace Stet.Effects.Commands;

/// <summary><c>cp</c>, <c>mv</c>, <c>ln</c>, <c>install</c>, <c>rsync</c>, <c>scp</c>: what they lose is what is at the destination already.</summary>
internal static class CopyCommands
{
    public static Dictionary<string, Func<CommandCall, Produced>> All { get; } = new()
    {
        ["cp"] = call => Copy(call, call.Line()),
        ["gcp"] = call => Copy(call, call.Line()),
        ["install"] = call => Copy(call, call.Line()),
        ["mv"] = Move,
        ["ln"] = Link,
        ["rsync"] = Rsync,
        ["scp"] = Scp,
    };

    private static Produced Copy(CommandCall call, CommandLine line)
    {
        if (call.Name == "install" && line.Has("-d", "--directory"))
        {
            call.Findings.Add(Verb.Appends);
            return Produced.Nothing;
        }

        if (!line.Has("-n", "--no-clobber", "-i", "--interactive") && !line.ValuesOf("--update").Any(v => v.Text is "none"))
        {
            Pairs(call, line).ForEach(p => Onto(call, p.From, p.To, Verb.Overwrites));
        }

        call.Findings.Add(Verb.Appends);
        return Produced.Nothing;
    }

    private static Produced Move(CommandCall call)
    {
        var line = call.Line();
        if (!line.Has("-n", "--no-clobber", "-i", "--interactive"))
        {
            foreach (var (from, to) in Pairs(call, line))
            {
                if (call.Findings.Path(to) is { } path && VictimFinder.IsSink(path))
                {
                    call.Findings.Add(Verb.Deletes, [from]);
                }
                else
                {
                    Onto(call, from, to, Verb.Overwrites);
                }
            }
        }

        call.Findings.Add(Verb.Appends);
        return Produced.Nothing;
    }

    /// <summary>A link that is forced takes the place of the file itself.</summary>
    private static Produced Link(CommandCall call)
    {
        var line = call.Line();
        if (line.Has("-f", "--force"))
        {
            var lost = Pairs(call, line).Select(p => p.To).Where(to => Exists(call, to)).ToList();
            if (lost.Count > 0)
            {
                call.Findings.Add(Verb.Deletes, lost);
            }
        }

        call.Findings.Add(Verb.Appends);
        return Produced.Nothing;
    }

    private static Produced Rsync(CommandCall call)
    {
        var line = call.Line();
        if (line.Has("-n", "--dry-run", "--list-only") || line.Operands.Count < 2)
        {
            call.Findings.Add(Verb.Reads);
            return Produced.Unknown;
        }

        var (sources, target) = (line.Operands.SkipLast(1).ToList(), line.Operands[^1]);
        var deletes = line.Has("--delete", "--delete-before", "--delete-during", "--delete-after", "--delete-delay", "--delete-excluded", "--del");
        if (line.Has("--remove-source-files"))
        {
            call.Findings.Add(Verb.Deletes, sources);
        }

        if (IsRemote(target))
        {
            call.Findings.Add(Verb.Network);
            if (deletes)
            {
                call.Findings.AddNamed(Verb.Deletes, $"{target}, what is not in {string.Join(' ', sources)}");
            }

            return Produced.Unknown;
        }

        foreach (var source in sources)
        {
            Mirror(call, source, target, deletes, keeps: line.Has("--ignore-existing", "-u", "--update"));
        }

        call.Findings.Add(Verb.Appends);
        return Produced.Unknown;
    }

    private static void Mirror(CommandCall call, Argument source, Argument target, bool deletes, bool keeps)
    {
        var (from, to) = (call.Findings.Path(source), call.Findings.Path(target));
        if (from is null || to is null || IsRemote(source))
        {
            call.Findings.AddUnknown(deletes ? Verb.Deletes : Verb.Overwrites, $"files in {target}");
            return;
        }

        var view = call.Walk.Setting.Folders;
        var root = source.Text!.EndsWith('/') ? to : PathText.Resolve(to, PathText.NameOf(from));
        var here = view.KindOf(from) == PathKind.Folder ? FilesBelow(view, from) : [""];
        var there = FilesBelow(view, root);
        var lost = there.Where(f => here.Contains(f) && !keeps).Select(f => new Argument(root + f)).ToList();
        if (lost.Count > 0)
        {
            call.Findings.Add(Verb.Overwrites, lost);
        }

        if (deletes && there.Except(here).ToList() is [_, ..] gone)
        {
            call.Findings.Add(Verb.Deletes, [.. gone.Select(f => new Argument(root + f))]);
        }
    }

    private static HashSet<string> FilesBelow(IFolderView view, string folder) =>
        [.. FolderWalk.Below(view, folder).Where(p => view.KindOf(p) != PathKind.Folder).Select(p => p[folder.Length..])];

    private static Produced Scp(CommandCall call)
    {
        var line = call.Line();
        call.Findings.Add(Verb.Network);
        if (line.Operands.Count > 1 && !IsRemote(line.Operands[^1]))
        {
            Pairs(call, line).ForEach(p => Onto(call, p.From, p.To, Verb.Overwrites));
        }

        return Produced.Unknown;
    }

    private static bool IsRemote(Argument place) => place.Text is { } text && text.IndexOf(':', StringComparison.Ordinal) > 0 && !text.StartsWith('/') && !text.StartsWith('.');

    /// <summary>Each source with the path that it would have at the destination.</summary>
    private static List<(Argument From, Argument To)> Pairs(CommandCall call, CommandLine line)
    {
        var folder = line.ValuesOf("-t", "--target-directory").ToList();
        var sources = folder.Count > 0 ? line.Operands : [.. line.Operands.SkipLast(1)];
        if (sources.Count == 0 && line.Operands.Count == 1 && call.Name == "ln")
        {
            return [(line.Operands[0], new(line.Operands[0].Text is { } only ? PathText.NameOf(only) : null))];
        }

        if (sources.Count == 0)
        {
            return [];
        }

        var target = folder.Count > 0 ? folder[0] : line.Operands[^1];
        var isInto = !line.Has("-T", "--no-target-directory") && call.Findings.Path(target) is { } path && call.Walk.Setting.Folders.KindOf(path) == PathKind.Folder;
        return [.. sources.Select(s => (s, isInto ? Inside(target, s) : target))];
    }

    private static Argument Inside(Argument folder, Argument source) =>
        new(folder.Text is null || source.Text is null ? null : folder.Text.TrimEnd('/') + "/" + PathText.NameOf(source.Text.TrimEnd('/')));

    /// <summary>A folder is laid over a folder: files of the same name are lost.</summary>
    private static void Onto(CommandCall call, Argument from, Argument to, Verb verb)
    {
        var (source, target) = (call.Findings.Path(from), call.Findings.Path(to));
        var view = call.Walk.Setting.Folders;
        if (target is null || view.KindOf(target) != PathKind.Folder)
        {
            call.Findings.Add(verb, [to]);
        }
        else if (call.Name == "mv")
        {
            call.Findings.Add(Verb.Deletes, [to]);
        }
        else if (source is not null && view.KindOf(source) == PathKind.Folder)
        {
            var lost = FilesBelow(view, source).Intersect(FilesBelow(view, target)).Select(f => new Argument(target + f)).ToList();
            if (lost.Count > 0)
            {
                call.Findings.Add(verb, lost);
            }
        }
    }

    private static bool Exists(CommandCall call, Argument path) =>
        call.Findings.Path(path) is not { } full || call.Walk.Setting.Folders.KindOf(full) is PathKind.File or PathKind.Device || call.Walk.Setting.Folders.LinkTarget(full) is not null;
}
