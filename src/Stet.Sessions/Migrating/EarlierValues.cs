using System.Collections.Immutable;
using Stet.Language.Compiling;
using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Capturing;
using Stet.Runtime.Migrating;
using Stet.Runtime.Restoring;
using Stet.Sessions.Commands;
using Stet.Sessions.Definitions;
using Stet.Sessions.Keeping;
using Stet.Sessions.Variables;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Migrating;

/// <summary>
/// Values of an earlier state, carried to the types of today through every redefinition that lies between, as the values that lived were: each with its own <c>Migrate</c>, its own
/// <c>[Formerly]</c> and its own renaming. The worlds between are made again from the definitions that the store has of them; their units are in its cache.
/// </summary>
/// <param name="bindings">Those of the state.</param>
internal sealed class EarlierValues(Engine engine, SubmissionNumber state, IReadOnlyList<StoredBinding> bindings)
{
    private readonly WorldStep step = new(new UnitCompiler(), engine.Units);
    private readonly MemoryChunks chunks = new(engine.Store);

    /// <summary>The values of an image, by root; null where its types have the form that they had then, so that nothing lies between.</summary>
    /// <exception cref="VariableUnavailableException">A step cannot be taken: which, why, and what the value was.</exception>
    public IReadOnlyDictionary<string, object?>? Read(string name, StoredForm stored)
    {
        var between = Between();
        if (between.Count == 0)
        {
            return null;
        }

        var from = WorldOf(engine.World, bindings);
        if (!stored.Units.Any(unit => Carrying.HasOtherForm(unit, from, engine.World)))
        {
            return null;
        }

        var (image, units) = (new ReadOnlyMemory<byte>(engine.Store.ReadImage(stored.Image)), stored.Units);
        foreach (var version in between)
        {
            var to = WorldOf(from, engine.Store.BindingsAt(version));
            var restored = Restore(name, stored, image, units, from, to, version);
            var captured = new Capturer(new UnitNames(), chunks)
                .Capture([.. restored.Values.Select(v => new CaptureRoot(v.Key, v.Value, restored.Types[v.Key]))], CancellationToken.None).First(i => i.Roots.Contains(name));
            (image, units, from) = (captured.Bytes, captured.Units, to);
        }

        return Restore(name, stored, image, units, from, Today(), null).Values;
    }

    /// <summary>The world of the state.</summary>
    public World World => WorldOf(engine.World, bindings);

    /// <summary>The states after this one that changed the definition of a type, oldest first.</summary>
    private List<SubmissionNumber> Between() =>
        [.. TimeTravel.StatesBehind(engine).TakeWhile(v => v.Number.Value > state.Value).Where(v => v.Names.Any(n => ConcernsTypes(n, v.Number))).Select(v => v.Number).Reverse()];

    private bool ConcernsTypes(ChangedName name, SubmissionNumber version) => name.Kind is BindingKind.Renaming or BindingKind.Reference
        || name.Kind == BindingKind.Definition && engine.Store.Binding(BindingKind.Definition, name.Name, version) is var binding
        && (binding is null || DefinitionPayload.KindOf(binding.Payload) == DefinitionKind.Type);

    /// <param name="version">Null for the last step, to the world of now.</param>
    private RestoredImage Restore(string name, StoredForm stored, ReadOnlyMemory<byte> image, IReadOnlyList<string> units, World from, World to, SubmissionNumber? version)
    {
        var change = DefinitionChange.Between(from.Graph, to.Graph.Definitions.Values);
        var moves = TypeMoves.Between(from.Graph, change, ReferenceTypes.Between(from.References, to.References));
        IReadOnlyList<RenamedName> renamed = version is null ? [] : [.. Renaming.Renamings.Since(engine, new(version.Value.Value - 1)).Where(r => r.Number == version).SelectMany(r => r.Renaming.Stored)];
        var rules = new MigrationRules(renamed.Count > 0 ? [] : Carrying.Hooked(units, from, to, moves));
        var loader = version is null ? engine.Loader : engine.Loader.Trial().Loader;
        var trial = new TrialUnits(to, loader, moves, [.. change.Set.Select(d => d.Key)], new(from, loader)) { Names = new(renamed) };
        try
        {
            var restored = new Restorer(trial, chunks).Migrate(image, rules, CancellationToken.None);
            return restored.Problems is [var first, ..] ? throw NotTaken(name, stored, version, $"{first.Path}: {first.Reason}") : restored;
        }
        catch (Exception trouble) when (trouble is BrokenUnitException or DamagedStoreException)
        {
            throw NotTaken(name, stored, version, trouble.Message);
        }
    }

    private VariableUnavailableException NotTaken(string name, StoredForm stored, SubmissionNumber? version, string reason) => new(
        $"{name} as of In[{state}] cannot be carried to {(version is { } number ? $"the definitions of In[{number}]" : "those of today")}: {reason}. As plain data it was: {StoredText.Show(engine, name, stored, 100)}");

    /// <summary>The world of now, with the submissions of then that live on in the value and in nothing else any more.</summary>
    private World Today()
    {
        var retired = Definitions(bindings).Where(d => d.Kind == DefinitionKind.Submission && !engine.World.Graph.Definitions.ContainsKey(d.Key)).ToList();
        return retired.Count == 0 ? engine.World
            : step.Take(engine.World, engine.World.Graph.Definitions.Values.Concat(retired), engine.World.Variables, engine.World.Usings).World;
    }

    private World WorldOf(World near, IReadOnlyList<StoredBinding> of)
    {
        var types = of.Where(b => b.Kind == BindingKind.Variable).Select(b => (b.Name, Payload: VariablePayload.Parse(b.Payload))).Where(v => v.Payload.Owner is null)
            .ToImmutableDictionary(v => v.Name, v => v.Payload.Type);
        var usings = StandardUsings.All.AddRange(of.Where(b => b.Kind == BindingKind.Using).Select(b => b.Name));
        var references = engine.References.Kept(of.Where(b => b.Kind == BindingKind.Reference).Select(ReferencePayload.Read)) ?? near.References;
        return step.Take(near, Definitions(of), types, usings, references: references).World;
    }

    private List<Definition> Definitions(IReadOnlyList<StoredBinding> of) =>
        [.. of.Where(b => b.Kind == BindingKind.Definition).Select(b => DefinitionPayload.Read(b.Name, b.Payload, engine.World.Graph.Definitions.GetValueOrDefault(b.Name)))];
}
