using Stet.Dataflow;
using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Formulas;
using Stet.Sessions.Variables;
using Stet.Worlds;

namespace Stet.Sessions.Formulas;

/// <summary>
/// The variables and files that formulas are computed from, by content. A variable is looked at again only when something may have changed it, and only when a
/// formula is read; one that is only in the store is not read for it as long as the store has the same value.
/// </summary>
/// <param name="withCode">The version of a value with the code in it, in the newest world.</param>
internal sealed class VariableInputs(Engine engine, ContentReader reader, Func<ContentVersion, ContentHash> withCode)
{
    private readonly Dictionary<string, VariableInput> known = [];
    private readonly FileVersions files = new();
    private readonly HashSet<string> suspects = [];
    private readonly List<VariableInput> read = [];
    private readonly HashSet<VariableInput> withUnits = [];
    private readonly HashSet<VariableInput> holding = [];
    private HashSet<string> changing = [];
    private bool isChanging;
    private bool isDoubtful;
    private bool isCodeDoubtful;

    private IEnumerable<string> Changing => isChanging ? changing.Concat(engine.Variables.StaticsInUse.Select(s => s.Name)) : [];

    /// <summary>Code begins to run that may change these variables, and static places of types, at any time until it ends.</summary>
    public void Begin(IEnumerable<string> names) => (isChanging, changing) = (true, [.. names]);

    public void End()
    {
        if (isChanging)
        {
            suspects.UnionWith(Changing);
            (isChanging, changing) = (false, []);
        }
    }

    /// <summary>These may have changed.</summary>
    public void Suspect(IEnumerable<string> names) => suspects.UnionWith(names);

    /// <summary>Goes up when the code inside a variable's value may have become another.</summary>
    public int CodeMoment { get; private set; }

    /// <summary>Whether one of those that were looked at holds code.</summary>
    public bool AnyHoldsCode => holding.Count > 0;

    /// <summary>Any may have become another one in the store: by <c>undo</c>, by a step.</summary>
    public void SuspectStore() => isDoubtful = true;

    /// <summary>The world is another one: the code inside values may compile to something else.</summary>
    public void SuspectCode() => isCodeDoubtful = true;

    public void Refresh(FormulaGraph graph)
    {
        foreach (var file in read)
        {
            graph.Set(file.Input, files.Of(file.Name));
        }

        foreach (var name in isDoubtful ? known.Keys.ToList() : suspects.Count == 0 ? Changing : [.. suspects.Union(Changing)])
        {
            if (known.TryGetValue(name, out var input))
            {
                Look(graph, input, mayTrustStore: !suspects.Contains(name) && !isChanging);
            }
        }

        suspects.Clear();
        isDoubtful = false;
        if (isCodeDoubtful)
        {
            foreach (var input in withUnits)
            {
                graph.Set(input.Input, withCode(input.Version));
            }

            isCodeDoubtful = false;
        }
    }

    /// <summary>Of all that the running code may change and formulas are computed from; null where one of them cannot be told so cheaply.</summary>
    public IReadOnlyList<SlotProbe>? Probes()
    {
        const int Most = 100;
        if (HasFiles || changing.Count > Most)
        {
            return null;
        }

        List<SlotProbe> probes = [];
        foreach (var name in Changing)
        {
            if (known.TryGetValue(name, out var input))
            {
                if (input.Probe is not { } probe)
                {
                    return null;
                }

                probes.Add(probe);
            }
        }

        return probes;
    }

    public VariableInput Of(FormulaGraph graph, string name)
    {
        if (!known.TryGetValue(name, out var input))
        {
            known[name] = input = new(graph.Input(name));
            if (FileVersions.IsFile(name))
            {
                read.Add(input);
            }

            Look(graph, input, mayTrustStore: false);
        }

        return input;
    }

    /// <summary>What an earlier process knew of a variable: where the store still has that very value, it need not be read.</summary>
    public Input Recall(FormulaGraph graph, KeptInput kept)
    {
        if (!known.ContainsKey(kept.Name) && engine.Variables.SlotOf(kept.Name) is null && engine.Variables.Find(kept.Name)?.Stored is { } stored && stored.Image == kept.Image)
        {
            var recalled = known[kept.Name] = new(graph.Input(kept.Name)) { Image = kept.Image };
            Note(graph, recalled, new(kept.Content, kept.Units, true, false) { Held = kept.Held });
            CodeMoment++;
        }

        return Of(graph, kept.Name).Input;
    }

    private void Look(FormulaGraph graph, VariableInput input, bool mayTrustStore)
    {
        var stored = engine.Variables.Find(input.Name)?.Stored;
        if (mayTrustStore && stored is not null && stored.Image == input.Image)
        {
            return;
        }

        input.Probe = isChanging && changing.Contains(input.Name) ? engine.Variables.SlotOf(input.Name)?.Probe() : null; // Before the value is read: it may change meanwhile.
        var version = VersionOf(input.Name, stored);
        CodeMoment += input.Units.Count + version.Units.Count > 0 ? 1 : 0;
        input.Image = stored?.Image ?? default;
        Note(graph, input, version);
    }

    private void Note(FormulaGraph graph, VariableInput input, ContentVersion version)
    {
        input.Version = version;
        if (version.Units.Count > 0)
        {
            withUnits.Add(input);
        }
        else
        {
            withUnits.Remove(input);
        }

        _ = version.Held.Count > 0 ? holding.Add(input) : holding.Remove(input);

        graph.Set(input.Input, withCode(version));
    }

    /// <summary>Whether a formula is computed from a file.</summary>
    public bool HasFiles => read.Count > 0;

    private ContentVersion VersionOf(string name, StoredForm? stored)
    {
        if (FileVersions.IsFile(name))
        {
            return new(files.Of(name), [], true, false);
        }

        if (engine.Variables.SlotOf(name) is { } slot)
        {
            return reader.VersionOf(slot.Boxed, slot.ValueType);
        }

        if (engine.Variables.StaticsNamed(name) is { } statics)
        {
            return reader.VersionOf(statics.Read(), StaticFields.HolderOf(statics.Owner)!);
        }

        if (engine.Variables.Find(name) is not { } variable || stored is null)
        {
            return new(new HashBuilder().Add("missing").ToHash(), [], true, false);
        }

        try
        {
            var image = engine.Restoring.Restore(variable);
            return reader.VersionOf(image.Values.GetValueOrDefault(name), image.Types.GetValueOrDefault(name, typeof(object)));
        }
        catch (VariableUnavailableException trouble)
        {
            return new(new HashBuilder().Add("unavailable").Add(trouble.Message).ToHash(), [], true, false);
        }
    }
}

/// <summary>One variable as formulas see it.</summary>
internal sealed class VariableInput(Input input)
{
    public Input Input { get; } = input;

    public string Name => Input.Name;

    /// <summary>What the value is; the input's own version counts the code in it too.</summary>
    public ContentVersion Version { get; set; } = new(default, [], true, false);

    /// <summary>The workspace units whose types or code the value contains.</summary>
    public IReadOnlyList<string> Units => Version.Units;

    /// <summary>Tells whether it has changed since it was looked at; null where that cannot be told so.</summary>
    public SlotProbe? Probe { get; set; }

    /// <summary>What the store had of it when it was looked at last.</summary>
    public ContentHash Image { get; set; }
}
