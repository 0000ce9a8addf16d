using System.Collections.Immutable;
using Stet.Language.Parsing;
using Stet.Sessions.Definitions;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Submitting;

/// <summary>The step that a submission's definitions, usings and anonymous types ask for.</summary>
internal static class WorldChange
{
    /// <summary>Null when the submission defines nothing new.</summary>
    public static PreparedStep? Prepare(Engine engine, ParsedInput input, bool force)
    {
        var newShapes = input.AnonymousTypes.Where(d => !engine.Fileless.ContainsKey(d.Key)).ToList();
        var newUsings = input.Usings.Except(engine.World.Usings).ToList();
        if (input.Definitions.Length + input.References.Length == 0 && newUsings.Count == 0 && newShapes.Count == 0)
        {
            return null;
        }

        if (input.Definitions.Length + input.References.Length + newUsings.Count == 0 || engine.FileTrouble.Length == 0)
        {
            return Prepare(engine, input, newShapes, engine.Files, force);
        }

        // What was saved and what is typed may compile together.
        return Prepare(engine, input, newShapes, engine.Disk.Read(engine.RefusedFiles?.Files ?? engine.Files), force) is { IsRefused: false } mended ? mended
            : PreparedStep.Refused([.. engine.FileTrouble.Select(e => e with { Message = e.Message + " (mend the file first; nothing was changed)" })]);
    }

    private static PreparedStep Prepare(Engine engine, ParsedInput input, IReadOnlyList<Definition> newShapes, ImmutableSortedDictionary<string, FileText> from, bool force)
    {
        var files = FileRewrite.Define(from, input);
        foreach (var former in Migrating.TypeMoves.Replaced(engine.World.Graph, input.Definitions))
        {
            files = FileRewrite.Remove(files, former);
        }

        var (references, troubles) = input.References.IsEmpty ? (engine.World.References, []) : engine.References.Of(files.Values, input);
        if (troubles.Length > 0)
        {
            return PreparedStep.Refused(troubles);
        }

        var step = engine.Redefinition.Prepare(
            engine.World, files, [.. engine.Fileless.Values, .. newShapes], engine.Variables.Types.AddRange(PastedVariables.TypesOf(engine, input, references)), input, force);
        return step.IsRefused ? step : step with { Notes = [.. step.Notes, .. Migrating.TypeMoves.Beside(engine, input.Definitions)], Fileless = newShapes.Aggregate(engine.Fileless, (all, d) => all.SetItem(d.Key, d)) };
    }

    /// <summary>Writes the files, switches the world, and notes what the commit must contain.</summary>
    /// <param name="alone">The submission does nothing else.</param>
    public static void Take(Engine engine, PreparedStep step, SubmissionProgress progress, bool alone = false)
    {
        if (engine.StepRecord.Begin(progress.Number, step, engine.Files, alone) is { } record)
        {
            progress.Changes.Add(record);
        }

        var written = engine.WriteFiles(step);
        engine.Switch(written);
        (engine.FileTrouble, engine.ToldTrouble, engine.RefusedFiles) = ([], [], null);
        engine.Fileless = step.Fileless ?? engine.Fileless;
        engine.Variables.Await(Unassigned(engine));
        progress.Changes.AddRange(step.Bindings);
        progress.AlsoKeep(step.Carried.Variables.Select(c => c.Variable));
        progress.Notes.AddRange(step.Notes);
    }

    /// <summary>Variables that definitions name and that no statement has assigned yet.</summary>
    public static IReadOnlyList<string> Unassigned(Engine engine) => ReferenceEquals(engine.World.Variables, engine.Variables.Types) ? []
        : [.. engine.World.Variables.Keys.Where(n => engine.Variables.Find(n) is null)];

    /// <summary>The world with other variables; definitions that mention them are compiled against their new types.</summary>
    public static StepResult? ForVariables(Engine engine, ImmutableDictionary<string, string> types, IEnumerable<string> changed)
    {
        if (!changed.Any(engine.World.Graph.Mentions))
        {
            engine.World = engine.World.WithVariables(types, ReferenceEquals(types, engine.Variables.Types) ? engine.Variables.ChangedSince(engine.World.Variables) : null);
            return null;
        }

        var step = new WorldStep(new Language.Compiling.UnitCompiler(), engine.Units);
        var result = step.Take(engine.World, DefinitionChange.None, types, engine.World.Usings);
        engine.World = result.World;
        return result;
    }
}
