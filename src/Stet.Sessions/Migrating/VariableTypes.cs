using System.Collections.Immutable;
using Stet.Language.Parsing;
using Stet.Language.Renaming;
using Stet.Worlds;

namespace Stet.Sessions.Migrating;

/// <summary>
/// The C# types of variables in a prepared world, where types that they name have other type parameters. What these stand for is known only when the new types are there, and
/// those are compiled together with code that names the variables: so until then such a variable is <c>dynamic</c>.
/// </summary>
internal static class VariableTypes
{
    private const string Open = "dynamic";

    /// <param name="types">Name and C# type of each variable, in the names of today.</param>
    /// <returns>The variables of which the type is open, with the type that they had.</returns>
    public static ImmutableDictionary<string, string> OpenIn(DefinitionGraph from, DefinitionChange change, IReadOnlyDictionary<string, string> moves, ImmutableDictionary<string, string> types)
    {
        var set = change.Set.Where(d => d.Kind == DefinitionKind.Type).ToDictionary(d => d.Key);
        var names = change.Set.Select(d => d.Key).Concat(moves.Keys).Distinct().Select(key => from.Definitions.GetValueOrDefault(key)).OfType<Definition>()
            .Where(old => old.Kind == DefinitionKind.Type && set.TryGetValue(moves.GetValueOrDefault(old.Key, old.Key), out var now) && TypeParameters.Differ(old, now))
            .Select(old => $"global::{old.Key.Split('`')[0]}").ToList();
        return names.Count == 0 ? ImmutableDictionary<string, string>.Empty
            : types.Where(t => names.Any(n => t.Value.Contains(n, StringComparison.Ordinal))).ToImmutableDictionary();
    }

    public static ImmutableDictionary<string, string> Undecided(this ImmutableDictionary<string, string> types, ImmutableDictionary<string, string> open) =>
        types.SetItems(open.Keys.Select(name => KeyValuePair.Create(name, Open)));

    public static ImmutableDictionary<string, string> Decided(this ImmutableDictionary<string, string> types, ImmutableDictionary<string, string> open, World from, TrialUnits units) =>
        types.SetItems(open.Select(t => KeyValuePair.Create(t.Key, TypeSource.Replace(t.Value, (path, arguments) => Today(from, units, path, arguments)))));

    private static string? Today(World from, TrialUnits units, string path, IReadOnlyList<string> arguments)
    {
        var parts = path.Split('.');
        for (var count = 1; count <= parts.Length; count++)
        {
            if (from.Graph.GroupOf.TryGetValue(string.Join('.', parts[..count]), out var group))
            {
                return units.Generics.Source(group.UnitName, string.Join('+', [string.Join('.', parts[..count]), .. parts[count..]]), arguments);
            }
        }

        return null;
    }
}
