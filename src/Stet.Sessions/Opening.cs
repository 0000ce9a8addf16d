using System.Collections.Immutable;
using Stet.Model;
using Stet.Sessions.Definitions;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions;

/// <summary>
/// Brings an engine to the state that store and files say. The files are the truth for definitions; where they do not compile, the last
/// good world is made from the store, and what is wrong is said.
/// </summary>
internal static class Opening
{
    public static IReadOnlyList<Note> Load(Engine engine)
    {
        var bindings = engine.Store.Bindings();
        engine.Variables.Load(bindings);
        var files = engine.Disk.Read(engine.Files);
        var known = files.Values.AsParallel().SelectMany(f => f.Parsed.Definitions).ToLookup(d => d.Key);
        var kept = bindings.Where(b => b.Kind == BindingKind.Definition)
            .Select(b => DefinitionPayload.Read(b.Name, b.Payload, known[b.Name].FirstOrDefault())).ToList();
        engine.Fileless = kept.Where(IsFileless).ToImmutableDictionary(d => d.Key);
        return [.. FromStore(engine, bindings, kept), .. engine.StepRecord.TakeBack(), .. FileRefresh.Refresh(engine, files)];
    }

    /// <summary>Kept submissions and shared anonymous types have no file of their own.</summary>
    public static bool IsFileless(Definition definition) =>
        definition.Kind == DefinitionKind.Submission || definition.Key.StartsWith(Language.Compiling.AnonymousTypes.Namespace + ".", StringComparison.Ordinal);

    private static IReadOnlyList<Note> FromStore(Engine engine, IReadOnlyList<StoredBinding> bindings, List<Definition> kept)
    {
        var references = bindings.Where(b => b.Kind == BindingKind.Reference).Select(ReferencePayload.Read).ToList();
        if (kept.Count + references.Count == 0)
        {
            engine.World = engine.World.WithVariables(engine.Variables.Types);
            return [];
        }

        var usings = StandardUsings.All.AddRange(bindings.Where(b => b.Kind == BindingKind.Using).Select(b => b.Name));
        var step = new WorldStep(new Language.Compiling.UnitCompiler(), engine.Units);
        var result = step.Take(engine.World, kept, engine.Variables.Types, usings, references: engine.References.OfStore(references));
        engine.World = result.World;
        return [];
    }
}
