using System.Collections.Immutable;
using Stet.Language.Parsing;
using Stet.Worlds;

namespace Stet.Sessions.Definitions;

/// <summary>
/// A reference is a line at the top of a definition file: in place where the package or project has one, else the first of <c>workspace.cs</c>.
/// Pure: file contents in, file contents out.
/// </summary>
internal static class ReferenceRewrite
{
    public static ImmutableSortedDictionary<string, FileText> Put(ImmutableSortedDictionary<string, FileText> files, Reference reference)
    {
        foreach (var (path, file) in files)
        {
            foreach (var line in file.Parsed.References.Where(l => FileReferences.FromWorkspace(l).Reference.IsSameThing(reference)))
            {
                return line.Reference.Version == reference.Version ? files : files.SetItem(path, WithLine(file, line, (line.Reference with { Version = reference.Version }).Directive));
            }
        }

        var home = files.GetValueOrDefault(FileRewrite.DefaultFile) ?? new(FileRewrite.DefaultFile, "", default, 0);
        return files.SetItem(home.Path, Insert(home, reference.Directive));
    }

    /// <summary>The file with a line more, directly below its references.</summary>
    public static FileText Insert(FileText file, string line)
    {
        var lines = file.Content.Split('\n').ToList();
        lines.Insert(file.Parsed.References.LastOrDefault()?.Home.Line ?? 0, line);
        return Changed(file, string.Join('\n', lines));
    }

    public static ImmutableSortedDictionary<string, FileText> Remove(ImmutableSortedDictionary<string, FileText> files, Reference reference)
    {
        foreach (var (path, file) in files)
        {
            foreach (var line in file.Parsed.References.Reverse().Where(l => FileReferences.FromWorkspace(l).Reference.IsSameThing(reference)))
            {
                files = files.SetItem(path, WithLine(files[path], line, null));
            }
        }

        return files;
    }

    /// <summary>Exactly these references: others are taken out of the files.</summary>
    public static ImmutableSortedDictionary<string, FileText> With(ImmutableSortedDictionary<string, FileText> files, IReadOnlyList<Reference> references)
    {
        var present = files.Values.SelectMany(f => f.Parsed.References).Select(l => FileReferences.FromWorkspace(l).Reference).Distinct();
        files = present.Where(p => !references.Any(p.IsSameThing)).Aggregate(files, Remove);
        return references.Aggregate(files, Put);
    }

    private static FileText WithLine(FileText file, ReferenceLine line, string? written)
    {
        var lines = file.Content.Split('\n').ToList();
        lines.RemoveAt(line.Home.Line - 1);
        if (written is not null)
        {
            lines.Insert(line.Home.Line - 1, written);
        }

        return Changed(file, string.Join('\n', lines));
    }

    private static FileText Changed(FileText file, string content) => new(file.Path, content, default, -1);
}
