using System.Collections.Immutable;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Sessions.Definitions;

/// <summary>The references that the definition files of a workspace declare together. Pure.</summary>
internal static class FileReferences
{
    public static (ImmutableArray<ReferenceLine> References, ImmutableArray<Diagnostic> Errors) Combine(IEnumerable<FileText> files)
    {
        var references = new List<ReferenceLine>();
        var errors = new List<Diagnostic>();
        foreach (var line in files.SelectMany(f => f.Parsed.References).Select(FromWorkspace))
        {
            if (references.FirstOrDefault(r => r.Reference.IsSameThing(line.Reference)) is not { } other)
            {
                references.Add(line);
            }
            else if (other.Reference.Version != line.Reference.Version)
            {
                errors.Add(At(line, "STET0131",
                    $"{line.Reference.Name} is referenced as {other.Reference.Version} in {other.Home.File}:{other.Home.Line} too. A workspace has one version of a package: change or remove one of the lines."));
            }
        }

        return ([.. references], [.. errors]);
    }

    public static Diagnostic At(ReferenceLine line, string code, string message) =>
        new(Severity.Error, code, message, line.Home.File, line.Home.Line, 1, line.Home.Line, line.Text.Length + 1, line.Text);

    /// <summary>A file names projects from where it is; all of the workspace names them from its folder.</summary>
    public static ReferenceLine FromWorkspace(ReferenceLine line)
    {
        var folder = line.Home.File.LastIndexOf('/') is > 0 and var slash ? line.Home.File[..slash] : "";
        if (line.Reference.Kind == ReferenceKind.Package || Path.IsPathRooted(line.Reference.Name))
        {
            return line;
        }

        return line with { Reference = line.Reference with { Name = Joined(folder, line.Reference.Name) } };
    }

    private static string Joined(string folder, string path)
    {
        var parts = new List<string>();
        foreach (var part in folder.Split('/').Concat(path.Split('/')).Where(p => p is not "" and not "."))
        {
            if (part == ".." && parts is [.., not ".."])
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
