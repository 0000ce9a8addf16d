namespace Stet.Sessions.Recipes;

/// <summary>What keeps a recipe small, however often a variable is changed in place.</summary>
internal static class RecipeLimits
{
    /// <summary>Submissions; the oldest are left out beyond it, and the recipe is partial.</summary>
    public const int Steps = 200;

    /// <summary>Contents of one input or definition: two are enough to know that one of them is not today's.</summary>
    private const int Contents = 2;

    public static Recipe Apply(Recipe recipe)
    {
        var inputs = recipe.Inputs.DistinctBy(i => (i.Name, i.Image)).GroupBy(i => i.Name).SelectMany(g => Ends(g.ToList()));
        var definitions = recipe.Definitions.DistinctBy(d => (d.Key, d.Content)).GroupBy(d => d.Key).SelectMany(g => Ends(g.ToList()));
        return recipe with
        {
            Steps = [.. recipe.Steps.TakeLast(Steps)],
            IsPartial = recipe.IsPartial || recipe.Steps.Count > Steps,
            Inputs = [.. inputs.OrderBy(i => i.Name, StringComparer.Ordinal).ThenBy(i => i.In)],
            Definitions = [.. definitions.OrderBy(d => d.Key, StringComparer.Ordinal).ThenBy(d => d.In)],
        };
    }

    /// <summary>The first and the last.</summary>
    private static IEnumerable<T> Ends<T>(List<T> contents) => contents.Count <= Contents ? contents : [contents[0], contents[^1]];
}
