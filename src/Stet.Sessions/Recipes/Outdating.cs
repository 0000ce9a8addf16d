using Stet.Sessions.Variables;
using Stet.Worlds;

namespace Stet.Sessions.Recipes;

/// <summary>
/// Which assigned variables are outdated: a definition or an input of their recipe is not what it was, or they were made from a variable that is outdated.
/// Decided from hashes alone, anew each time it is asked: what is equal again is outdated no more.
/// </summary>
internal sealed class Outdating(VariableTable variables, VariableContents contents)
{
    /// <summary>The outdated ones among these, each with what has changed; the nearest cause of what is outdated only through others.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<OutdatedCause>> Among(IEnumerable<string> names, World world)
    {
        var asked = names.ToHashSet();
        var recipes = Reachable(asked);
        var found = new Dictionary<string, IReadOnlyList<OutdatedCause>>();
        foreach (var (name, recipe) in recipes)
        {
            if (Direct(recipe, world) is [_, ..] causes)
            {
                found[name] = causes;
            }
        }

        Spread(recipes, found);
        return found.Where(f => asked.Contains(f.Key)).ToDictionary();
    }

    /// <summary>What has changed of the recipe's own inputs and definitions.</summary>
    public IReadOnlyList<OutdatedCause> Direct(Recipe recipe, World world) =>
        [.. recipe.Inputs.Select(OfInput).Concat(recipe.Definitions.Select(d => OfDefinition(recipe, d, world))).OfType<OutdatedCause>().DistinctBy(c => (c.Name, c.What))];

    public OutdatedCause? OfInput(RecipeInput input) =>
        variables.Find(input.Name) is not { } now ? new(input.Name, "is gone", input.In)
            : contents.IsAsIn(input, now) == false ? new(input.Name, "has changed", input.In) : null;

    public static OutdatedCause? OfDefinition(Recipe recipe, RecipeDefinition definition, World world) =>
        !world.Graph.GroupOf.TryGetValue(definition.Key, out var group) ? new(definition.Key, "is gone", definition.In)
            : !world.Units.TryGetValue(group.UnitName, out var unit) ? new(definition.Key, "is broken", definition.In)
            : IsAsIn(recipe, definition, world, unit) ? null : new(definition.Key, "has changed", definition.In);

    private static bool IsAsIn(Recipe recipe, RecipeDefinition definition, World world, CompiledUnit unit) =>
        recipe.Format == UnitFormat.Version ? unit.Content.ToString() == definition.Content : CodeReach.TextOf(world, unit.Name).ToString() == definition.Text;

    /// <summary>The recipes of the variables and of all that they were made from.</summary>
    private Dictionary<string, Recipe> Reachable(IEnumerable<string> names)
    {
        var recipes = new Dictionary<string, Recipe>();
        var waiting = new Stack<string>(names);
        while (waiting.TryPop(out var name))
        {
            if (recipes.ContainsKey(name) || variables.Find(name) is not { } variable)
            {
                continue;
            }

            variable.IsSettled();
            if (variable.Recipe is { } recipe)
            {
                recipes[name] = recipe;
                foreach (var input in recipe.Inputs)
                {
                    waiting.Push(input.Name);
                }
            }
        }

        return recipes;
    }

    private static void Spread(Dictionary<string, Recipe> recipes, Dictionary<string, IReadOnlyList<OutdatedCause>> found)
    {
        var users = recipes.SelectMany(r => r.Value.Inputs.Select(i => (Input: i, User: r.Key))).ToLookup(p => p.Input.Name);
        var waiting = new Queue<string>(found.Keys);
        while (waiting.TryDequeue(out var name))
        {
            foreach (var (input, user) in users[name])
            {
                if (user != name && found.TryAdd(user, [new(name, "is outdated", input.In)]))
                {
                    waiting.Enqueue(user);
                }
            }
        }
    }
}

/// <param name="Name">An input or definition.</param>
/// <param name="What">"has changed", "is gone", "is broken" or "is outdated".</param>
/// <param name="In">The submission that used it as it was.</param>
internal sealed record OutdatedCause(string Name, string What, long In)
{
    /// <summary>Several in one clause: "f and x have changed", at most as many as a line has room for.</summary>
    public static string Describe(IReadOnlyList<OutdatedCause> causes) =>
        string.Join("; ", causes.GroupBy(c => c.What).Select(g => Clause([.. g.Select(c => c.Name).Distinct()], g.Key)));

    private static string Clause(List<string> names, string what)
    {
        const int Room = 4;
        var shown = names.Count <= Room ? names : [.. names.Take(Room - 1), $"{names.Count - Room + 1} more"];
        return shown.Count == 1 ? $"{shown[0]} {what}" : $"{string.Join(", ", shown[..^1])} and {shown[^1]} {Plural(what)}";
    }

    private static string Plural(string what) => what.StartsWith("has ", StringComparison.Ordinal) ? "have " + what[4..] : "are " + what[3..];
}
