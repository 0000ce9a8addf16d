using Stet.Language.Parsing;
using Stet.Model;
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
            engine.World, new DefinitionChange([.. definitions.Values], []), engine.World.Variables, engine.World.Usings, ready).World;
        foreach (var unit in living)
        {
            engine.Loader.Adopt(world, unit, progress.Segments[unit].Assembly);
        }

        engine.World = world;
        return [.. definitions.Values.Select(d => new BindingChange(BindingKind.Definition, d.Key, DefinitionPayload.Of(d), null))];
    }

    /// <summary>
    /// Removes those that no value names and nothing in the process uses any more, as part of a version that has just been made. The caller has the
    /// foreground.
    /// </summary>
    public static void Retire(Engine engine, StoreCommit head)
    {
        var candidates = engine.Fileless.Values.Where(d => d.Kind == DefinitionKind.Submission).ToList();
        if (candidates.Count == 0 || engine.Variables.All.Any(v => v.Stored is null || v.Trouble.Length > 0 || !v.Keeping.IsCompleted))
        {
            return;
        }

        engine.Loader.Sweep();
        var named = engine.Variables.All.SelectMany(v => v.Stored!.Units).ToHashSet();
        var unused = candidates.Where(d => engine.World.Graph.GroupOf[d.Key].UnitName is var unit && !named.Contains(unit) && !engine.Loader.IsAlive(engine.World, unit)).ToList();
        if (unused.Count > 0)
        {
            engine.Store.Commit(head with { Changes = [.. unused.Select(d => new BindingChange(BindingKind.Definition, d.Key, null, null))], Images = [] });
            engine.Fileless = engine.Fileless.RemoveRange(unused.Select(d => d.Key));
            engine.World = With(engine, new([], [.. unused.Select(d => d.Key)]));
        }
    }

    /// <summary>The newest world with a submission that was retired since a state in which a value used it; null where the state had none of that name.</summary>
    public static World? WithRetired(Engine engine, string unit, SubmissionNumber state) =>
        engine.Store.Binding(BindingKind.Definition, unit["w.".Length..], state) is { Payload.Length: > 0 } binding
        && DefinitionPayload.Read(binding.Name, binding.Payload) is { Kind: DefinitionKind.Submission } definition
            ? With(engine, new([definition], [])) : null;

    private static World With(Engine engine, DefinitionChange change) =>
        new WorldStep(new Language.Compiling.UnitCompiler(), engine.Units).Take(engine.World, change, engine.World.Variables, engine.World.Usings).World;

    private static Definition DefinitionOf(string unit, RanSegment segment) =>
        StoredDefinition.OfSubmission(unit["w.".Length..], segment.Input, segment.From, segment.Next);
}
