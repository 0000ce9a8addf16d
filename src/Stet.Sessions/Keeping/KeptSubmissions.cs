using Stet.Language.Parsing;
using Stet.Runtime.Capturing;
using Stet.Sessions.Definitions;
using Stet.Sessions.Submitting;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Keeping;

/// <summary>
/// A lambda, a closure or an iterator inside a value is code of the submission that made it. As long as such a value is kept, the submission is
/// a definition of the world like any other: compiled again where a contract changes, loaded again where the value is restored.
/// </summary>
internal static class KeptSubmissions
{
    public static IReadOnlyList<BindingChange> Adopt(Engine engine, SubmissionProgress progress, IReadOnlyList<CapturedImage> captured)
    {
        var living = captured.SelectMany(c => c.Units).Where(progress.Segments.ContainsKey).Distinct().Order(StringComparer.Ordinal).ToList();
        if (living.Count == 0)
        {
            return [];
        }

        var definitions = living.ToDictionary(unit => unit, unit => DefinitionOf(unit, progress.Segments[unit]));
        engine.Fileless = definitions.Values.Aggregate(engine.Fileless, (all, d) => all.SetItem(d.Key, d));
        var ready = living.ToDictionary(unit => unit, unit => progress.Segments[unit].Unit);
        var step = new WorldStep(new Language.Compiling.UnitCompiler(), engine.Units);
        var world = step.Take(
            engine.World, engine.World.Graph.Definitions.Values.Concat(definitions.Values), engine.World.Variables, engine.World.Usings, ready).World;
        foreach (var unit in living)
        {
            engine.Loader.Adopt(world, unit, progress.Segments[unit].Assembly);
        }

        engine.World = world;
        return [.. definitions.Values.Select(d => new BindingChange(BindingKind.Definition, d.Key, DefinitionPayload.Of(d), null))];
    }

    private static Definition DefinitionOf(string unit, RanSegment segment) =>
        StoredDefinition.OfSubmission(unit["w.".Length..], segment.Input, segment.From, segment.Next);
}
