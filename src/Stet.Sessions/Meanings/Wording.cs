using Stet.Model;

namespace Stet.Sessions.Meanings;

/// <summary>What a recall check says, in words. Pure.</summary>
internal static class Wording
{
    private const int MostNamed = 4;
    private const int MostTold = 4;

    /// <summary>One line: <c>since In[12]: clean was redefined; data is double[] now, was int[]</c>.</summary>
    public static string Hint(SubmissionNumber number, IReadOnlyList<string> differences)
    {
        var more = differences.Count > MostTold ? $"; and {differences.Count - MostTold} more" : "";
        return differences.Count == 0 ? "" : $"since In[{number}]: {string.Join("; ", differences.Take(MostTold))}{more}";
    }

    /// <summary><c>deletes 3 files in /a/b (x, y, z); In[12] deleted 2 in /a. Run it?</c></summary>
    public static string Question(SubmissionNumber number, CodeEffects now, Destruction destruction, Meaning then) =>
        $"{Verb(now)} {Victims(destruction)}; {Then(number, destruction, then)}. Run it?";

    public static string Victims(Destruction destruction)
    {
        var paths = destruction.Victims.Where(v => v.What.StartsWith('/')).ToList();
        var others = destruction.Victims.Except(paths).Select(v => v.What).ToList();
        List<string> parts = [];
        if (paths.Count > 0)
        {
            parts.Add(Paths(paths));
        }

        parts.AddRange(others.Take(MostNamed));
        return string.Join(" and ", parts) + (others.Count > MostNamed ? $" and {others.Count - MostNamed} more" : "");
    }

    private static string Paths(IReadOnlyList<Victim> paths)
    {
        var folder = CommonFolder([.. paths.Select(p => p.What)]);
        var names = paths.Take(MostNamed).Select(p => (p.What.Length > folder.Length ? p.What[folder.Length..].TrimStart('/') : p.What) + (p.Kind == VictimKind.Folder ? "/" : ""));
        var more = paths.Count > MostNamed ? $", and {paths.Count - MostNamed} more" : "";
        return $"{Count(paths.Sum(MeantFiles.FilesOf))} in {folder} ({string.Join(", ", names)}{more})";
    }

    private static string Count(int files) => files == 1 ? "1 file" : $"{files} files";

    private static string Then(SubmissionNumber number, Destruction destruction, Meaning then) =>
        then.Victims is { Files: > 0 } victims ? $"In[{number}] {(then.Kinds.HasFlag(EffectKinds.Deletes) ? "deleted" : "overwrote")} {victims.Files} in {FolderThen(victims, then)}"
            : $"In[{number}] destroyed nothing";

    private static string FolderThen(MeantFiles victims, Meaning then) =>
        victims.Names.Where(n => n.StartsWith('/')).ToList() is [_, ..] paths ? CommonFolder(paths) : then.Directory;

    private static string Verb(CodeEffects effects) =>
        (effects.Kinds.HasFlag(EffectKinds.Deletes), effects.Kinds.HasFlag(EffectKinds.Overwrites)) switch
        {
            (true, true) => "deletes or overwrites",
            (true, false) => "deletes",
            _ => "overwrites",
        };

    /// <summary>The deepest folder that holds all of the paths.</summary>
    private static string CommonFolder(IReadOnlyList<string> paths)
    {
        var folder = Path.GetDirectoryName(paths[0].TrimEnd('/')) ?? "/";
        while (folder.Length > 1 && !paths.All(p => p.StartsWith(folder + "/", StringComparison.Ordinal)))
        {
            folder = Path.GetDirectoryName(folder) ?? "/";
        }

        return folder;
    }
}
