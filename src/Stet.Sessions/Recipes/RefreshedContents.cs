using Stet.Model;
using Stet.Sessions.Variables;

namespace Stet.Sessions.Recipes;

/// <summary>
/// The contents of variables while several are refreshed one after another: looked at before they are kept, so that what an equal result does not concern is
/// spared.
/// </summary>
internal sealed class RefreshedContents(Engine engine)
{
    private readonly Dictionary<string, (ContentHash Image, bool Shared, ReadOnlyMemory<byte> Bytes)> seen = [];
    private readonly HashSet<string> changed = [];

    public void Look(IReadOnlyList<Variable> variables)
    {
        foreach (var (image, hash) in engine.Keeper.Look(variables))
        {
            foreach (var root in image.Roots)
            {
                seen[root] = (hash, image.Roots.Count > 1, image.Bytes.ToArray());
                if (engine.Variables.Find(root)?.Stored is not { } stored || !engine.Contents.AreEqual(root, (stored.Image, stored.Roots.Count > 1), (hash, image.Roots.Count > 1), image.Bytes))
                {
                    changed.Add(root);
                }
            }
        }
    }

    /// <summary>Those that are another value now, beside these.</summary>
    public IReadOnlyList<string> AlsoChanged(IEnumerable<string> expected) => [.. changed.Except(expected).Order(StringComparer.Ordinal)];

    /// <summary>Whether something of its recipe is not what it was, as things are at this moment.</summary>
    /// <param name="unmade">Variables that stay outdated.</param>
    public bool IsOutdated(Variable variable, IEnumerable<string> unmade)
    {
        var recipe = variable.Recipe!;
        return recipe.Inputs.Any(i => unmade.Contains(i.Name) || HasChanged(i)) || recipe.Definitions.Any(d => Outdating.OfDefinition(recipe, d, engine.World) is not null);
    }

    private bool HasChanged(RecipeInput input) =>
        seen.TryGetValue(input.Name, out var now) && input.Image.Length > 0
            ? !engine.Contents.AreEqual(input.Name, (ContentHash.Parse(input.Image), input.Shared), (now.Image, now.Shared), now.Bytes)
            : engine.Outdating.OfInput(input) is not null;
}
