using Stet.Sessions.Definitions;

namespace Stet.Sessions.Events;

/// <summary>What one step from world to world did; what is not in it was not done.</summary>
/// <param name="World">The world that it made.</param>
/// <param name="Compiled">The units for which the compiler ran, in order.</param>
/// <param name="Reused">How many units of the world are as they were.</param>
/// <param name="Carried">The variables whose values were made anew, in order.</param>
/// <param name="Objects">How many objects that were.</param>
/// <param name="Evicted">Variables whose values stay in the store until they are used again.</param>
internal sealed record StepEvents(long World, IReadOnlyList<string> Compiled, int Reused, IReadOnlyList<string> Carried, long Objects, IReadOnlyList<string> Evicted)
{
    public static StepEvents Of(PreparedStep step, IEnumerable<string> evicted) => new(
        step.Result!.World.Number.Value, step.Result.Compiled, step.Result.World.Units.Count - step.Result.Compiled.Count(step.Result.World.Units.ContainsKey),
        [.. step.Carried.Variables.Select(c => c.Variable.Name).Order(StringComparer.Ordinal)], step.Carried.Objects, [.. evicted.Order(StringComparer.Ordinal)]);
}
