using Stet.Model;
using Stet.Sessions.Variables;
using Stet.Worlds;

namespace Stet.Sessions.Recipes;

/// <summary>The variables and definitions that a piece of code uses, also through functions and through code inside the values it reads.</summary>
/// <param name="Units">All of that code.</param>
internal sealed record CodeReach(IReadOnlySet<string> Variables, IReadOnlyList<UsedDefinition> Definitions, IReadOnlyList<CompiledUnit> Units)
{
    /// <param name="inside">Units whose types or code the resulting value contains: they follow changes by themselves, and are not looked into.</param>
    public static CodeReach Of(IEnumerable<string> reads, IEnumerable<string> units, World world, VariableTable variables, IReadOnlyCollection<string>? inside = null)
    {
        var names = new HashSet<string>(reads);
        var reached = new HashSet<string>(inside ?? []);
        var found = new List<string>();
        var waiting = new Stack<string>(units);
        do
        {
            Follow(waiting, world, reached, found);
            names.UnionWith(found.SelectMany(u => world.Units[u].Variables));
            foreach (var unit in names.Select(variables.Find).OfType<Variable>().SelectMany(v => v.Stored?.Units ?? []).Where(u => world.Units.ContainsKey(u) && !reached.Contains(u)))
            {
                waiting.Push(unit);
            }
        }
        while (waiting.Count > 0);
        return new(names, [.. found.Where(u => IsDefinition(world, u)).Select(u => new UsedDefinition(u["w.".Length..], world.Units[u].Content, TextOf(world, u)))], [.. found.Select(u => world.Units[u])]);
    }

    private static void Follow(Stack<string> waiting, World world, HashSet<string> reached, List<string> found)
    {
        while (waiting.TryPop(out var name))
        {
            if (world.Units.TryGetValue(name, out var unit) && reached.Add(name))
            {
                found.Add(name);
                foreach (var reference in unit.References)
                {
                    waiting.Push(reference);
                }
            }
        }
    }

    /// <summary>A hash of the unit's source, for the day when the compiler is another one.</summary>
    public static ContentHash TextOf(World world, string unit)
    {
        var hash = new HashBuilder();
        foreach (var member in world.Graph.GroupOf[unit["w.".Length..]].Members)
        {
            hash.Add(member.Text);
        }

        return hash.ToHash();
    }

    /// <summary>Not the code of a submission, which never changes, nor a shared anonymous type.</summary>
    private static bool IsDefinition(World world, string unit) =>
        world.Graph.Definitions.TryGetValue(unit["w.".Length..], out var definition) && !Opening.IsFileless(definition);
}

/// <param name="Content">What it compiled to.</param>
/// <param name="Text">A hash of its source.</param>
internal sealed record UsedDefinition(string Key, ContentHash Content, ContentHash Text);
