using System.Collections.Immutable;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Sessions.Definitions;

/// <summary>What the definition files of a workspace define together: order and file do not matter.</summary>
internal static class FileDefinitions
{
    public static (ImmutableArray<Definition> Definitions, ImmutableArray<string> Usings, ImmutableArray<Diagnostic> Errors) Combine(IEnumerable<FileText> files)
    {
        var definitions = new Dictionary<string, Definition>();
        var usings = new List<string>();
        var errors = new List<Diagnostic>();
        foreach (var file in files)
        {
            if (file.Unreadable is { } trouble)
            {
                errors.Add(new(Severity.Error, "STET0006", $"The file cannot be read: {trouble} Make it readable, or move it out of the workspace.", file.Path, 1, 1, 1, 2, ""));
            }

            errors.AddRange(file.Parsed.Errors);
            usings.AddRange(file.Parsed.Usings);
            foreach (var definition in file.Parsed.Definitions)
            {
                Add(definition, definitions, errors);
            }
        }

        return ([.. definitions.Values], [.. usings.Distinct()], [.. errors]);
    }

    private static void Add(Definition definition, Dictionary<string, Definition> definitions, List<Diagnostic> errors)
    {
        if (!definitions.TryGetValue(definition.Key, out var other))
        {
            definitions[definition.Key] = definition;
        }
        else if (definition.Kind == DefinitionKind.Type && definition.Parts.Concat(other.Parts).All(p => p.Text.Contains("partial ", StringComparison.Ordinal)))
        {
            definitions[definition.Key] = Language.Parsing.StoredDefinition.Read(definition.Key, definition.Kind, [.. other.Parts, .. definition.Parts]);
        }
        else
        {
            var (home, first) = (definition.Parts[0].Home, other.Parts[0].Home);
            var line = definition.Parts[0].Text.Split('\n')[0];
            errors.Add(new(Severity.Error, "STET0003",
                $"{definition.SimpleName} is defined in {first.File}:{first.Line} too. A name means one thing in the whole workspace: remove or rename one of them.",
                home.File, home.Line, 1, home.Line, Math.Max(2, line.Length + 1), line));
        }
    }
}
