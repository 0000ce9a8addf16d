using System.Globalization;
using Stet.Effects.Shell;

namespace Stet.Effects.Commands;

/// <summary>
/// <c>find</c> and <c>fd</c>. Tests of names, paths and kinds are made; others (age, size, owner) count as passed, so that what is found
/// is a bound from above.
/// </summary>
internal static class FindCommand
{

    /// <summary>Tests and options with one argument that are not made here.</summary>
    private static readonly HashSet<string> OneArgument =
    [
        "-mtime", "-atime", "-ctime", "-mmin", "-amin", "-cmin", "-size", "-user", "-group", "-perm", "-newer", "-mindepth", "-regex", "-iregex", "-links", "-inum",
        "-uid", "-gid", "-samefile", "-fstype", "-regextype", "-newermt", "-anewer", "-cnewer", "-lname", "-used", "-context", "-xtype",
    ];

    public static Dictionary<string, Func<CommandCall, Produced>> All { get; } = new() { ["find"] = Find, ["fd"] = Fd, ["fdfind"] = Fd };

    private static Produced Find(CommandCall call)
    {
        var words = call.Arguments.SkipWhile(a => a.Text is "-L" or "-H" or "-P").ToList();
        var starts = words.TakeWhile(a => a.Text is null || (a.Text.Length > 0 && a.Text[0] is not ('-' or '(' or '!'))).ToList();
        var expression = words.Skip(starts.Count).ToList();
        var found = Matches(call, starts.Count == 0 ? [new(".")] : starts, expression);
        call.Findings.Add(Verb.Reads);
        for (var i = 0; i < expression.Count; i++)
        {
            Act(call, expression, i, found);
        }

        return expression.Any(e => e.Text is "-printf" or "-ls" or "-exec" or "-execdir") ? Produced.Unknown : new(null, found);
    }

    private static void Act(CommandCall call, List<Argument> expression, int at, IReadOnlyList<string>? found)
    {
        switch (expression[at].Text)
        {
            case "-delete" when found is null:
                call.Findings.AddUnknown(Verb.Deletes, "files that a test finds when it runs");
                break;
            case "-delete":
                call.Findings.Add(Verb.Deletes, [.. WithoutInner(call, found).Select(f => new Argument(f))]);
                break;
            case "-fprint" or "-fprintf" when at + 1 < expression.Count:
                call.Findings.Add(Verb.Overwrites, [expression[at + 1]]);
                break;
            case "-exec" or "-execdir" or "-ok" or "-okdir":
                Execute(call, [.. expression.Skip(at + 1).TakeWhile(a => a.Text is not (";" or "+"))], found);
                break;
            default:
                break;
        }
    }

    private static void Execute(CommandCall call, IReadOnlyList<Argument> template, IReadOnlyList<string>? found)
    {
        call.Walk.Within("find -exec", () =>
        {
            foreach (var file in (found?.Select(f => new Argument(f)) ?? [new Argument(null)]).Take(2000))
            {
                call.Walk.RunProgram([.. template.Select(w => w.Text?.Contains("{}", StringComparison.Ordinal) != true ? w
                    : new Argument(file.Text is null ? null : w.Text.Replace("{}", file.Text, StringComparison.Ordinal)))], Produced.Nothing);
            }

            return Produced.Nothing;
        });
    }

    /// <summary>A folder that is deleted takes what is in it along: it is counted once.</summary>
    private static IEnumerable<string> WithoutInner(CommandCall call, IReadOnlyList<string> found)
    {
        var folders = found.Where(f => call.Findings.Path(new(f)) is { } path && call.Walk.Setting.Folders.KindOf(path) == PathKind.Folder).Select(f => f.TrimEnd('/') + "/").ToList();
        return found.Where(f => !folders.Any(d => f.StartsWith(d, StringComparison.Ordinal)));
    }

    /// <summary>Null where it is not known what is found.</summary>
    private static List<string>? Matches(CommandCall call, IReadOnlyList<Argument> starts, List<Argument> expression)
    {
        if (starts.Any(s => call.Findings.Path(s) is null) || expression.Any(e => e.Text is "-empty" or "-regex" or "-iregex" or "-newermt" or "-perm"))
        {
            return null;
        }

        var depth = ValueAfter(expression, "-maxdepth") is { } most && int.TryParse(most, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
        var found = new List<string>();
        foreach (var start in starts.Select(s => s.Text!))
        {
            var root = call.Findings.Path(new(start))!;
            var inside = depth == 0 || call.Walk.Setting.Folders.KindOf(root) != PathKind.Folder ? [] : FolderWalk.Below(call.Walk.Setting.Folders, root, depth);
            var shown = start == "/" ? "" : start.TrimEnd('/');
            found.AddRange(inside.Prepend(root).Select(p => (Path: p, Shown: p == root ? start : shown + p[root.TrimEnd('/').Length..]))
                .Where(p => Passes(call.Walk.Setting.Folders, p.Path, p.Shown, expression)).Select(p => p.Shown));
        }

        return found;
    }

    /// <summary>Alternatives of <c>-o</c>, each with all its tests.</summary>
    private static bool Passes(IFolderView view, string path, string shown, List<Argument> expression)
    {
        var passes = true;
        var any = false;
        for (var i = 0; i < expression.Count; i++)
        {
            var word = expression[i].Text;
            if (word is "-o" or "-or")
            {
                (any, passes) = (any || passes, true);
            }
            else
            {
                var negated = word is "!" or "-not" && i + 1 < expression.Count;
                i += negated ? 1 : 0;
                passes &= Test(view, path, shown, expression, ref i) is not { } result || result != negated;
            }
        }

        return any || passes;
    }

    /// <summary>Null where it is no test, or one that is not made here.</summary>
    private static bool? Test(IFolderView view, string path, string shown, List<Argument> expression, ref int i)
    {
        var (word, next) = (expression[i].Text, i + 1 < expression.Count ? expression[i + 1].Text : null);
        if (word is "-exec" or "-execdir" or "-ok" or "-okdir")
        {
            i += expression.Skip(i).TakeWhile(a => a.Text is not (";" or "+")).Count();
            return null;
        }

        bool? result = (word, next) switch
        {
            ("-name", { } pattern) => Globbing.Matches(PathText.NameOf(path), pattern),
            ("-iname", { } pattern) => Globbing.Matches(PathText.NameOf(path), pattern, ignoreCase: true),
            ("-path" or "-wholename", { } pattern) => Globbing.Matches(shown, pattern, acrossFolders: true),
            ("-ipath", { } pattern) => Globbing.Matches(shown, pattern, ignoreCase: true, acrossFolders: true),
            ("-type", "f") => view.KindOf(path) == PathKind.File && view.LinkTarget(path) is null,
            ("-type", "d") => view.KindOf(path) == PathKind.Folder && view.LinkTarget(path) is null,
            ("-type", "l") => view.LinkTarget(path) is not null,
            _ => null,
        };
        i += result is not null || word is "-maxdepth" or "-type" or "-fprint" or "-fprintf" || OneArgument.Contains(word ?? "") ? 1 : 0;
        return result;
    }

    private static Produced Fd(CommandCall call)
    {
        var marker = call.Arguments.ToList().FindIndex(a => a.Text is "-x" or "-X" or "--exec" or "--exec-batch");
        var line = CommandLine.Read([.. marker < 0 ? call.Arguments : call.Arguments.Take(marker)], new HashSet<string> { "-e", "--extension", "-t", "--type", "-d", "-E" }, new HashSet<string>());
        var found = Extension(call, line);
        if (marker >= 0)
        {
            IReadOnlyList<Argument> template = [.. call.Arguments.Skip(marker + 1)];
            Execute(call, template.Any(t => t.Text?.Contains("{}", StringComparison.Ordinal) == true) ? template : [.. template, new("{}")], found);
        }

        return found is null ? Produced.Unknown : new(null, found);
    }

    private static List<string>? Extension(CommandCall call, CommandLine line) =>
        call.Findings.Path(new(".")) is not { } folder || line.Operands.Count > 0 || line.ValuesOf("-e", "--extension").FirstOrDefault().Text is not { } extension ? null
            : [.. FolderWalk.Below(call.Walk.Setting.Folders, folder).Where(p => p.EndsWith("." + extension, StringComparison.Ordinal)).Select(p => p[(folder.Length + 1)..])];

    private static string? ValueAfter(List<Argument> expression, string option) =>
        expression.FindIndex(e => e.Text == option) is >= 0 and var at && at + 1 < expression.Count ? expression[at + 1].Text : null;
}
