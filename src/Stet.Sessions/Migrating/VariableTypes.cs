using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Stet.Language.Parsing;
using Stet.Language.Renaming;
using Stet.Worlds;

namespace Stet.Sessions.Migrating;

/// <summary>
/// The C# types of variables in a prepared world, where types that they name have other type parameters. What these stand for is known only when the new types are there, and
/// those are compiled together with code that names the variables: so until then such a variable is <c>dynamic</c>.
/// </summary>
internal static partial class VariableTypes
{
    private const string Open = "dynamic";

    /// <param name="nested">What <see cref="TypeMoves.Nested"/> finds.</param>
    /// <param name="types">Name and C# type of each variable, as it was.</param>
    /// <returns>The variables of which the type is open, with the type that they had.</returns>
    public static ImmutableDictionary<string, string> OpenIn(
        DefinitionGraph from, DefinitionChange change, ReferenceTypes references, IReadOnlyDictionary<string, string> moves, IReadOnlyDictionary<string, string> nested,
        ImmutableDictionary<string, string> types)
    {
        var names = InWorkspace(from, change, moves).Concat(InReferences(references, moves)).Concat(moves.Concat(nested).Where(m => CountOf(m.Key) != CountOf(m.Value)).Select(m => m.Key)).Select(Start).ToHashSet();
        return names.Count == 0 ? ImmutableDictionary<string, string>.Empty
            : types.Where(t => names.Any(n => t.Value.Contains(n, StringComparison.Ordinal))).ToImmutableDictionary();
    }

    public static ImmutableDictionary<string, string> Undecided(this ImmutableDictionary<string, string> types, ImmutableDictionary<string, string> open) =>
        types.SetItems(open.Keys.Select(name => KeyValuePair.Create(name, Open)));

    public static ImmutableDictionary<string, string> Decided(
        this ImmutableDictionary<string, string> types, ImmutableDictionary<string, string> open, World from, ReferenceTypes references, TrialUnits units) =>
        types.SetItems(open.Select(t => KeyValuePair.Create(t.Key, TypeSource.Replace(t.Value, (path, arguments) => Today(from, references, units, path, arguments)))));

    /// <summary>The C# type of a variable with the new names of types that have as many type parameters as before.</summary>
    public static string Follow(string type, IReadOnlyDictionary<string, string> moves)
    {
        var paths = moves.ToDictionary(m => Path(m.Key), m => Path(m.Value));
        return paths.Count == 0 ? type : TypeSource.Replace(type, (path, arguments) => Moved(paths, path) is { } now && CountOf(now) == arguments.Count ? TypeSource.Write(now, arguments) : null);
    }

    private static string? Moved(Dictionary<string, string> paths, string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (paths.TryGetValue(path[..end], out var now))
            {
                return now + path[end..];
            }
        }

        return null;
    }

    private static IEnumerable<string> InWorkspace(DefinitionGraph from, DefinitionChange change, IReadOnlyDictionary<string, string> moves)
    {
        var set = change.Set.Where(d => d.Kind == DefinitionKind.Type).ToDictionary(d => d.Key);
        return change.Set.Select(d => d.Key).Concat(moves.Keys).Distinct().Select(key => from.Definitions.GetValueOrDefault(key)).OfType<Definition>()
            .Where(old => old.Kind == DefinitionKind.Type && set.TryGetValue(moves.GetValueOrDefault(old.Key, old.Key), out var now) && TypeParameters.Differ(old, now)).Select(old => old.Key);
    }

    private static IEnumerable<string> InReferences(ReferenceTypes references, IReadOnlyDictionary<string, string> moves)
    {
        var now = references.Now.ToLookup(t => t.Type.Name, t => t.Type.Parameters);
        return references.Then.Where(t => now[moves.GetValueOrDefault(t.Type.Name, t.Type.Name)].Any(p => !p.SequenceEqual(t.Type.Parameters))).Select(t => t.Type.Name);
    }

    private static string? Today(World from, ReferenceTypes references, TrialUnits units, string path, IReadOnlyList<string> arguments)
    {
        var parts = path.Split('.');
        for (var count = 1; count <= parts.Length; count++)
        {
            if (from.Graph.GroupOf.TryGetValue(string.Join('.', parts[..count]), out var group))
            {
                return units.Generics.Source(group.UnitName, string.Join('+', [string.Join('.', parts[..count]), .. parts[count..]]), arguments);
            }
        }

        return references.Then.FirstOrDefault(t => Path(t.Type.Name) == path) is { } old ? units.Generics.Source(old.Unit, old.Type.Name, arguments) : null;
    }

    /// <summary>How a full name begins in C#, up to the first type arguments.</summary>
    private static string Start(string name) => "global::" + Path(name).Split('`')[0];

    private static string Path(string name) => name.Replace('+', '.');

    /// <summary>The number of type parameters in a full name.</summary>
    private static int CountOf(string name) => Arity().Matches(name).Sum(m => int.Parse(m.ValueSpan[1..], CultureInfo.InvariantCulture));

    [GeneratedRegex(@"`\d+")]
    private static partial Regex Arity();
}
