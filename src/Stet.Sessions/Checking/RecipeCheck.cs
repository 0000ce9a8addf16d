using Stet.Sessions.Recipes;
using Stet.Sessions.Variables;

namespace Stet.Sessions.Checking;

/// <summary>What exists only as a value: for each variable, whether the code of its recipe would still compile. Nothing of it is run.</summary>
internal static class RecipeCheck
{
    public static IEnumerable<string> Lines(Engine engine)
    {
        var variables = engine.Variables.All.Where(v => v.Owner is null).ToList();
        if (variables.Count > 0)
        {
            yield return $"exist only as values, not in files: {string.Join(", ", variables.Select(v => v.Name))}";
        }

        foreach (var variable in variables)
        {
            if (Trouble(engine, variable) is { } trouble)
            {
                yield return $"{variable.Name} has no recipe that still compiles: {trouble}";
            }
        }
    }

    private static string? Trouble(Engine engine, Variable variable)
    {
        var parts = 0;
        return variable.Recipe is { } recipe ? RefreshPlan.Of(engine, recipe, ref parts).DoesNotCompile : null;
    }
}
