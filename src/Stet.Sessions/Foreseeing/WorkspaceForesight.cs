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
    private readonly Lock gate = new();

    public IReadOnlyList<EffectsRow> Rows()
    {
        lock (gate)
        {
            var world = engine.World;
            Follow(world);
            return [.. world.Graph.Definitions.Values.Where(d => !Opening.IsFileless(d)).Select(d => RowOf(world, d))];
        }
    }

    private void Follow(World world)
    {
        foreach (var gone in known.Keys.Where(name => !world.Units.ContainsKey(name)).ToList())
        {
            known.Remove(gone);
            kinds.Remove(gone);
        }

        foreach (var (name, unit) in world.Units.Where(u => known.GetValueOrDefault(u.Key) != u.Value))
        {
            known[name] = unit;
            kinds.Put(name, CodeForesight.SummaryOf(unit));
        }
    }

    private EffectsRow RowOf(World world, Definition definition)
    {
        var own = OwnTypes(definition);
        var found = kinds.Of(world.Graph.GroupOf[definition.Key].UnitName, own);
        return new(definition.Key, CodeEffects.Words(found), CodeEffects.IsDestruction(found));
    }

    /// <summary>Tells the types that a definition is compiled into.</summary>
    public static Func<string, bool> OwnTypes(Definition definition)
    {
        var type = definition.Kind == DefinitionKind.Type ? definition.Key : UnitCompiler.HolderOf(definition);
        return name => name == type || name.StartsWith(type + "+", StringComparison.Ordinal);
    }
}
