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

    /// <summary>
    /// What differs between two states of the files, from the files that differ; <paramref name="graph"/> was made from the first. Null where that does
    /// not suffice: a file has errors, or a name is (or was) declared in several.
    /// </summary>
    public static DefinitionChange? Between(DefinitionGraph graph, ImmutableSortedDictionary<string, FileText> from, ImmutableSortedDictionary<string, FileText> to)
    {
        var differing = from.Keys.Union(to.Keys).Where(path => from.GetValueOrDefault(path)?.Parsed != to.GetValueOrDefault(path)?.Parsed).ToList();
        if (from.IsEmpty || differing.Any(path => to.GetValueOrDefault(path) is { } file && (file.Unreadable is not null || file.Parsed.Errors.Length > 0)))
        {
            return null;
        }

        var (gone, set) = (new Dictionary<string, Definition>(), new Dictionary<string, Definition>());
        foreach (var path in differing)
        {
            var before = from.GetValueOrDefault(path)?.Parsed.Definitions ?? [];
            var now = to.GetValueOrDefault(path)?.Parsed.Definitions ?? [];
            var (was, becomes) = Differing(before.AsSpan(), now.AsSpan());
            if (!AddMissing(was, becomes, gone) || !AddMissing(becomes, was, set))
            {
                return null;
            }
        }

        var isPlain = gone.Values.All(d => ReferenceEquals(graph.Definitions.GetValueOrDefault(d.Key), d)) && set.Keys.All(key => gone.ContainsKey(key) || !graph.Definitions.ContainsKey(key));
        return isPlain ? new([.. set.Values], [.. gone.Keys.Where(key => !set.ContainsKey(key))]) : null;
    }

    /// <summary>Both without what they begin and end with in common: of a long file little is left.</summary>
    private static (Definition[] Before, Definition[] Now) Differing(ReadOnlySpan<Definition> before, ReadOnlySpan<Definition> now)
    {
        while (before.Length > 0 && now.Length > 0 && ReferenceEquals(before[0], now[0]))
        {
            before = before[1..];
            now = now[1..];
        }

        while (before.Length > 0 && now.Length > 0 && ReferenceEquals(before[^1], now[^1]))
        {
            before = before[..^1];
            now = now[..^1];
        }

        return (before.ToArray(), now.ToArray());
    }

    /// <summary>Adds those that the other list has not; false where one of the name is there.</summary>
    private static bool AddMissing(Definition[] all, Definition[] other, Dictionary<string, Definition> missing)
    {
        var known = new HashSet<object>(other, ReferenceEqualityComparer.Instance);
        return all.All(d => known.Contains(d) || missing.TryAdd(d.Key, d));
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
