using System.Collections.Immutable;

namespace Stet.Worlds;

/// <summary>What differs between the definitions of two worlds.</summary>
/// <param name="Set">Definitions that are new, or differ in their text or in where they live.</param>
/// <param name="Removed">Keys of definitions that are gone.</param>
public sealed record DefinitionChange(ImmutableArray<Definition> Set, ImmutableArray<string> Removed)
{
    public static DefinitionChange None { get; } = new([], []);

    /// <summary>From the definitions of a graph to these and no others. Costs a look at each; who knows what has changed says so instead.</summary>
    public static DefinitionChange Between(DefinitionGraph from, IEnumerable<Definition> to)
    {
        var kept = new HashSet<string>();
        var set = ImmutableArray.CreateBuilder<Definition>();
        foreach (var definition in to)
        {
            kept.Add(definition.Key);
            if (!ReferenceEquals(from.Definitions.GetValueOrDefault(definition.Key), definition))
            {
                set.Add(definition);
            }
        }

        return new(set.ToImmutable(), [.. from.Definitions.Keys.Where(key => !kept.Contains(key))]);
    }
}
