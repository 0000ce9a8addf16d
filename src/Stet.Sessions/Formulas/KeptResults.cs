using System.Collections.Immutable;
using Stet.Dataflow;
using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Capturing;
using Stet.Runtime.Formulas;
using Stet.Runtime.Migrating;
using Stet.Runtime.Restoring;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Formulas;

/// <summary>
/// Results of formulas in the store, so that opening a workspace computes nothing that still holds. They are derived, so they are no part of the history: each
/// is a file of the cache that compiled units are in too, and losing one costs its computation. Not kept are errors, volatile results, those with live parts,
/// and those that share objects with a variable: restored, they would be copies.
/// </summary>
internal sealed class KeptResults(Engine engine, FormulaSource source)
{
    private readonly HashSet<string> recalled = [];
    private readonly HashSet<string> unkept = [];
    private readonly Dictionary<string, KeptResult> kept = [];
    private readonly Lock gate = new();

    /// <summary>A formula has been evaluated: its result is to be kept.</summary>
    public void Note(string formula)
    {
        lock (gate)
        {
            if (unkept.Add(formula))
            {
                kept.Remove(formula);
                recalled.Add(formula);
            }
        }
    }

    /// <summary>These are not defined any more. When they are again, by <c>undo</c> or in a file, what was kept of them counts.</summary>
    public void Gone(IEnumerable<string> formulas)
    {
        lock (gate)
        {
            foreach (var formula in formulas)
            {
                unkept.Remove(formula);
                kept.Remove(formula);
                recalled.Remove(formula);
            }
        }
    }

    /// <summary>Brings back what was known of a formula when it was evaluated last, perhaps by another process.</summary>
    public void Recall(string formula)
    {
        lock (gate)
        {
            if (!recalled.Add(formula))
            {
                return;
            }
        }

        if (engine.Store.ReadUnit(AddressOf(formula)) is { } bytes && KeptResult.Read(bytes) is { } result && result.Name == formula)
        {
            source.Table.Locked(graph => Recall(graph, result));
        }
    }

    /// <summary>The size of the stored form; 0 where nothing is kept.</summary>
    public long BytesOf(string formula)
    {
        lock (gate)
        {
            return kept.TryGetValue(formula, out var result) ? result.Image.Length + result.Chunks.Bytes : 0;
        }
    }

    /// <summary>The value that was kept, in the types of today.</summary>
    public bool TryRestore(string formula, out object? value)
    {
        value = null;
        KeptResult? result;
        lock (gate)
        {
            if (!kept.TryGetValue(formula, out result))
            {
                return false;
            }
        }

        try
        {
            value = new Restorer(engine.Restoring, result.Chunks).Restore(result.Image, CancellationToken.None).Values.GetValueOrDefault("value");
            return true;
        }
        catch (Exception trouble) when (trouble is DamagedStoreException or ValueUnfitException or BrokenUnitException or VariableUnavailableException)
        {
            Console.Error.WriteLine($"the kept result of {formula} is computed again: {trouble.Message}");
            return false;
        }
    }

    /// <summary>Formulas whose values hold types or code that another world has in another form. What is kept of them is restored into the new types.</summary>
    public IEnumerable<string> LeftBehind(World old, World world)
    {
        var names = source.Table.Locked(graph => graph.Formulas.Select(f => f.Name).ToList());
        var behind = names.Where(name => source.Table.UnitsIn(name).Any(u => !world.Units.ContainsKey(u) || !old.Units.ContainsKey(u) || world.DeepHash(u) != old.DeepHash(u))).ToList();
        Keep(behind, isPresent: false);
        return behind;
    }

    /// <summary>Writes what has been computed since the last time; who calls has the foreground.</summary>
    /// <param name="most">How many at once; the rest comes the next time.</param>
    public void Flush(int most)
    {
        List<string> names;
        lock (gate)
        {
            names = [.. unkept.Take(most)];
        }

        source.Table.Locked(graph =>
        {
            source.Refresh(graph);
            return true;
        });
        Keep([.. names.Where(AreInputsKept)], isPresent: true);
    }

    /// <summary>What is kept names what the store has of the inputs: they come first.</summary>
    private bool AreInputsKept(string formula) =>
        source.Table.Locked(graph => graph.Find(formula)?.Inputs.Select(i => engine.Variables.Find(i.Node.Name)).OfType<Variables.Variable>().All(v => v.Keeping.IsCompleted) ?? true);

    /// <param name="isPresent">The inputs are as they were when the results were computed.</param>
    private void Keep(IReadOnlyCollection<string> names, bool isPresent)
    {
        source.Table.Kept(names); // Before they are taken out: what is evaluated from here on is told again.
        lock (gate)
        {
            names = [.. names.Where(unkept.Remove)];
        }

        if (names.Count == 0)
        {
            return;
        }

        var results = names.Select(name => ResultOf(name, isPresent)).OfType<KeptResult>().ToList();
        lock (gate)
        {
            foreach (var result in results)
            {
                kept[result.Name] = result;
            }
        }

        try
        {
            engine.Store.WriteUnits([.. results.Select(r => new NewUnit(AddressOf(r.Name), r.ToBytes()))]);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"results of formulas could not be stored, and may have to be computed again at the next start: {trouble.Message}");
        }
    }

    private KeptResult? ResultOf(string name, bool isPresent)
    {
        if (source.Table.Known(name) is not { HasValue: true } cell
            || source.Table.Locked(graph => graph.Find(name) is { HasResult: true, IsUnsettled: false } f && (!isPresent || f.Inputs.All(i => i.Holds)) ? Remembered(graph, f, isPresent) : null) is not { } result)
        {
            return null;
        }

        var chunks = new OwnChunks();
        var others = source.Table.IsShareable(name) && isPresent ? Sharers(name) : [];
        var images = new Capturer(new UnitNames(), chunks).Capture([new("value", cell.Last, cell.ValueType), .. others], CancellationToken.None);
        return images[0].Roots.Count > 1 || images[0].LiveParts.Count > 0 ? null : result with { Image = images[0].Bytes, Chunks = chunks.Only(images[0].Chunks) };
    }

    private KeptResult Remembered(FormulaGraph graph, Formula formula, bool isPresent) => new(
        formula.Name, formula.Version, formula.Code, [.. formula.Inputs.Select(i => KeptInputOf(graph, i, isPresent))], [.. formula.Reads.Select(r => new KeptRead(r.Node.Name, r.Version))],
        source.Table.DirectoryOf(formula.Name) ?? "", default, OwnChunks.None);

    /// <summary>What code that lives on may change at any moment, and what may have changed since it was seen, is looked at again after a restart, whatever the store has.</summary>
    private KeptInput KeptInputOf(FormulaGraph graph, Seen seen, bool isPresent)
    {
        var isSure = isPresent && engine.Variables.Find(seen.Node.Name) is { Escaped: false, Trouble: "", Keeping.IsCompleted: true, Stored: not null };
        var now = source.Inputs.Of(graph, seen.Node.Name).Version;
        return new(seen.Node.Name, seen.Version, now.Hash, isSure ? engine.Variables.Find(seen.Node.Name)!.Stored!.Image : default, now.Units, now.Held);
    }

    /// <summary>The variables with which a result can share objects: those it is computed from, at any remove.</summary>
    private List<CaptureRoot> Sharers(string formula)
    {
        var names = source.Table.Locked(graph => Ancestry.InputsOf(graph.Formula(formula)).Select(i => i.Name).ToList());
        return [.. names.Select(engine.Variables.Find).OfType<Variables.Variable>().Where(v => v is { Slot: not null, Stored: not { Shareable: false } })
            .Select(v => new CaptureRoot(v.Name, v.Slot!.Boxed, v.Slot.ValueType))];
    }

    private bool Recall(FormulaGraph graph, KeptResult result)
    {
        ImmutableArray<Seen> inputs = [.. result.Inputs.Select(i => new Seen(source.Inputs.Recall(graph, i), i.Version))];
        graph.Remember(graph.Formula(result.Name), new(result.Version, result.Code, inputs, [.. result.Reads.Select(r => new Seen(graph.Formula(r.Name), r.Version))]));
        source.Table.Recalled(result.Name, result.Directory.Length == 0 ? null : result.Directory);
        lock (gate)
        {
            kept[result.Name] = result;
        }

        return true;
    }

    private static ContentHash AddressOf(string formula) => new HashBuilder().Add("formula").Add(formula).ToHash();

    private sealed class UnitNames : IUnitNames
    {
        public string? UnitOf(System.Reflection.Assembly assembly) => WorldLoader.UnitOf(assembly);
    }
}
