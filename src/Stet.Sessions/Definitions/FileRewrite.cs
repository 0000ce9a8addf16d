using System.Collections.Immutable;
using Stet.Language.Parsing;
using Stet.Worlds;

namespace Stet.Sessions.Definitions;

/// <summary>
/// What the prompt defines is written to a file: in place where the name has a home, else at the end of <c>workspace.cs</c>.
/// Pure: file contents in, file contents out.
/// </summary>
internal static class FileRewrite
{
    public const string DefaultFile = "workspace.cs";

    public static ImmutableSortedDictionary<string, FileText> Define(ImmutableSortedDictionary<string, FileText> files, ParsedInput input)
    {
        foreach (var definition in input.Definitions)
        {
            files = Put(files, definition.Key, string.Join("\n\n", definition.Parts.Select(Source)));
        }

        foreach (var directive in input.Usings)
        {
            files = AddUsing(files, directive);
        }

        foreach (var line in input.References)
        {
            files = ReferenceRewrite.Put(files, FileReferences.FromWorkspace(line).Reference);
        }

        return files;
    }

    /// <summary>Puts a definition where its name has a home, else where it lived when it was kept.</summary>
    public static ImmutableSortedDictionary<string, FileText> Put(ImmutableSortedDictionary<string, FileText> files, Definition definition) =>
        Put(files, definition.Key, string.Join("\n\n", definition.Parts.Select(Source)));

    /// <summary>Exactly these usings: others are taken out of the files.</summary>
    public static ImmutableSortedDictionary<string, FileText> WithUsings(ImmutableSortedDictionary<string, FileText> files, IReadOnlyList<string> usings)
    {
        foreach (var (path, file) in files)
        {
            foreach (var directive in file.Parsed.Usings.Except(usings))
            {
                files = files.SetItem(path, Changed(files[path], files[path].Content.Replace($"global using {directive};\n", "", StringComparison.Ordinal)));
            }
        }

        var present = files.Values.SelectMany(f => f.Parsed.Usings).ToHashSet();
        return usings.Where(u => !present.Contains(u)).Aggregate(files, AddUsing);
    }

    public static ImmutableSortedDictionary<string, FileText> Remove(ImmutableSortedDictionary<string, FileText> files, string key) => Put(files, key, null);

    private static ImmutableSortedDictionary<string, FileText> Put(ImmutableSortedDictionary<string, FileText> files, string key, string? source)
    {
        var isPlaced = false;
        foreach (var (path, file) in files)
        {
            if (file.Parsed.Definitions.FirstOrDefault(d => d.Key == key) is { } old)
            {
                files = files.SetItem(path, Changed(file, Replace(file.Content, old.Parts, isPlaced ? null : source)));
                isPlaced = true;
            }
        }

        return isPlaced || source is null ? files : Append(files, source);
    }

    private static string Replace(string content, ImmutableArray<DefinitionPart> parts, string? source)
    {
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            var start = StartOf(content, parts[i]);
            var end = start + parts[i].Text.Length;
            content = i == 0 && source is not null
                ? string.Concat(content.AsSpan(0, start), source, content.AsSpan(end))
                : string.Concat(content.AsSpan(0, start).TrimEnd(" \n"), "\n", content.AsSpan(end));
        }

        return content.TrimStart('\n');
    }

    private static int StartOf(string content, DefinitionPart part)
    {
        var position = 0;
        for (var line = 1; line < part.Home.Line; line++)
        {
            position = content.IndexOf('\n', position) + 1;
        }

        return content.IndexOf(part.Text, position, StringComparison.Ordinal);
    }

    private static ImmutableSortedDictionary<string, FileText> Append(ImmutableSortedDictionary<string, FileText> files, string source)
    {
        var file = files.GetValueOrDefault(DefaultFile) ?? new(DefaultFile, "", default, 0);
        var content = file.Content.TrimEnd();
        return files.SetItem(DefaultFile, Changed(file, (content.Length == 0 ? "" : content + "\n\n") + source + "\n"));
    }

    private static ImmutableSortedDictionary<string, FileText> AddUsing(ImmutableSortedDictionary<string, FileText> files, string directive)
    {
        var file = files.GetValueOrDefault(DefaultFile) ?? new(DefaultFile, "", default, 0);
        return file.Parsed.Usings.Contains(directive) ? files : files.SetItem(DefaultFile, ReferenceRewrite.Insert(file, $"global using {directive};"));
    }

    private static FileText Changed(FileText file, string content) => file.With(content, default, -1);

    private static string Source(DefinitionPart part) => part.Namespace.Length == 0 ? part.Text : $"namespace {part.Namespace}\n{{\n{part.Text}\n}}";
}
