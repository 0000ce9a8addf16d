using Stet.Language.Renaming;
using Stet.Model;
using Stet.Sessions.Submitting;
using Stet.Sessions.Variables;
using Stet.Worlds;

namespace Stet.Sessions.Recipes;

/// <summary>
/// Recipes across a renaming: an input or definition that was as it was is so still, under its new name and with what it compiles to now, since names are part of that.
/// What had changed before stays changed. The code of the steps is what was submitted; <see cref="RefreshPlan"/> runs it with the names of today.
/// </summary>
internal sealed class RenamedRecipes
{
    private readonly Dictionary<(string Variable, RecipeDefinition Used), bool> current = [];

    private RenamedRecipes(Engine engine)
    {
        foreach (var variable in engine.Variables.All)
        {
            foreach (var used in variable.Recipe?.Definitions ?? [])
            {
                current[(variable.Name, used)] = variable.Recipe!.Format == UnitFormat.Version && Outdating.OfDefinition(variable.Recipe, used, engine.World) is null;
            }
        }
    }

    /// <summary>As things are before the renaming.</summary>
    public static RenamedRecipes Before(Engine engine) => new(engine);

    /// <summary>The world has the new name.</summary>
    public void Follow(Engine engine, RenameResult renaming, SubmissionProgress progress)
    {
        foreach (var variable in engine.Variables.All.Where(v => v.Recipe is not null))
        {
            var recipe = variable.Recipe!;
            var inputs = recipe.Inputs.Select(i => renaming.Kind == RenamedKind.Variable && i.Name == renaming.From ? i with { Name = renaming.To } : i).ToList();
            var before = renaming.Kind == RenamedKind.Variable && variable.Name == renaming.To ? renaming.From : variable.Name;
            var definitions = recipe.Definitions.Select(d => Followed(engine.World, d, renaming, current.GetValueOrDefault((before, d)))).ToList();
            if (!inputs.SequenceEqual(recipe.Inputs) || !definitions.SequenceEqual(recipe.Definitions))
            {
                variable.Recipe = recipe with { Inputs = inputs, Definitions = definitions };
                Keep(engine, variable, progress);
            }
        }
    }

    private static RecipeDefinition Followed(World world, RecipeDefinition used, RenameResult renaming, bool isCurrent)
    {
        var key = used.Key == renaming.From ? KeyOf(world, renaming) : used.Key;
        return isCurrent && world.Graph.GroupOf.TryGetValue(key, out var group) && world.Units.TryGetValue(group.UnitName, out var unit)
            ? used with { Key = key, Content = unit.Content.ToString(), Text = CodeReach.TextOf(world, unit.Name).ToString() } : used with { Key = key };
    }

    /// <summary>With the namespace that it is in, where the new name is written without it.</summary>
    private static string KeyOf(World world, RenameResult renaming) =>
        world.Graph.Definitions.ContainsKey(renaming.To) ? renaming.To : renaming.From[..(renaming.From.LastIndexOf('.') + 1)] + renaming.To;

    /// <summary>A value that is not loaded is not read for it; one that is, is captured with those that share objects with it.</summary>
    private static void Keep(Engine engine, Variable variable, SubmissionProgress progress)
    {
        if (variable.Slot is not null)
        {
            progress.AlsoKeep(variable.Component.Select(engine.Variables.Find).OfType<Variable>().Append(variable));
        }
        else if (variable.Stored is { } stored)
        {
            variable.Stored = stored with { Recipe = variable.Recipe };
            progress.Changes.RemoveAll(c => c.Kind == Storage.BindingKind.Variable && c.Name == variable.Name);
            progress.Changes.Add(new(Storage.BindingKind.Variable, variable.Name, variable.Stored.Payload(variable).ToString(), stored.Image == default ? null : stored.Image));
        }
    }
}
