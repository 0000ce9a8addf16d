using Stet.Effects;
using Stet.Language.Compiling;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Sessions.Foreseeing;

/// <summary>The kinds of effects of all definitions, kept from world to world: only units that are other than before are looked at again.</summary>
internal sealed class WorkspaceForesight(Engine engine)
{
    private readonly WorkspaceKinds kinds = new();
    private readonly Dictionary<string, CompiledUnit> known = [];
    private readonly Dictionary<string, KnownRow> rows = [];
    private readonly Dictionary<EffectKinds, string> words = [];
    private readonly Lock gate = new();

    public IReadOnlyList<EffectsRow> Rows()
    {
        lock (gate)
        {
            var world = engine.World;
            var changed = Follow(world);
            return [.. world.Graph.Definitions.Values.Where(d => !Opening.IsFileless(d)).Select(d => RowOf(world, d, changed))];
        }
    }

    /// <returns>The names of units that are other than before.</returns>
    private HashSet<string> Follow(World world)
    {
        var changed = new HashSet<string>();
        foreach (var (name, unit) in world.Units)
        {
            if (known.GetValueOrDefault(name) != unit)
            {
                changed.Add(name);
                known[name] = unit;
                kinds.Put(name, CodeForesight.SummaryOf(unit));
            }
        }

        foreach (var gone in known.Count == world.Units.Count ? [] : known.Keys.Where(name => !world.Units.ContainsKey(name)).ToList())
        {
            changed.Add(gone);
            known.Remove(gone);
            kinds.Remove(gone);
        }

        if (rows.Count > 2 * world.Graph.Definitions.Count)
        {
            rows.Clear();
        }

        return changed;
    }

    private EffectsRow RowOf(World world, Definition definition, HashSet<string> changed)
    {
        var row = rows.GetValueOrDefault(definition.Key);
        if (row is null || !ReferenceEquals(row.Definition, definition) || changed.Contains(row.Unit))
        {
            var unit = world.Graph.GroupOf[definition.Key].UnitName;
            row = new(definition, unit, kinds.MethodsOf(unit, OwnTypes(definition)));
            rows[definition.Key] = row;
        }

        return row.Of(kinds.Of(row.Methods), WordsOf);
    }

    /// <summary>Of thousands of rows few differ.</summary>
    private string WordsOf(EffectKinds found)
    {
        if (!words.TryGetValue(found, out var text))
        {
            words[found] = text = CodeEffects.Words(found);
        }

        return text;
    }

    /// <summary>A definition with the methods that it is compiled into, and the row that was made of it last.</summary>
    private sealed class KnownRow(Definition definition, string unit, int[]? methods)
    {
        private EffectKinds found;
        private EffectsRow? made;

        public Definition Definition => definition;

        public string Unit => unit;

        public int[]? Methods => methods;

        public EffectsRow Of(EffectKinds now, Func<EffectKinds, string> words)
        {
            if (made is null || now != found)
            {
                (found, made) = (now, new(definition.Key, words(now), CodeEffects.IsDestruction(now)));
            }

            return made;
        }
    }

    /// <summary>Tells the types that a definition is compiled into.</summary>
    public static Func<string, bool> OwnTypes(Definition definition)
    {
        var type = definition.Kind == DefinitionKind.Type ? definition.Key : UnitCompiler.HolderOf(definition);
        return name => name == type || name.StartsWith(type + "+", StringComparison.Ordinal);
    }
}
