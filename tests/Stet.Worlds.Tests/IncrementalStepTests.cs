using System.Collections.Immutable;
using Stet.Model;

namespace Stet.Worlds.Tests;

public class IncrementalStepTests
{
    private const int Steps = 25;

    /// <summary>After each of many random edits, the world that was stepped to is the one that is made from nothing.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_step_makes_the_world_that_is_made_from_nothing(int seed)
    {
        var village = new RandomVillage(seed);
        var compiler = new HashingCompiler();
        var world = World.Empty(["System"]);
        for (var step = 0; step < Steps; step++)
        {
            village.Edit();
            var (definitions, variables, usings) = (village.Definitions, village.Variables, village.Usings);
            var change = DefinitionChange.Between(world.Graph, definitions);
            var next = new WorldStep(compiler, new NoCache()).Take(world, change, variables, usings);
            var whole = new WorldStep(compiler, new NoCache()).Take(World.Empty(usings), definitions, variables, usings);
            Assert.Equal(Text(whole.World), Text(next.World));
            Assert.Equal(ChangedTexts(world, definitions), next.Changed.Order(StringComparer.Ordinal));
            Assert.All(next.Compiled, unit => Assert.True(!world.Units.TryGetValue(unit, out var old) || old.Hash != next.World.Units.GetValueOrDefault(unit)?.Hash, $"{unit} was compiled for nothing"));
            world = next.World;
            _ = world.Units.Keys.Where(_ => step % 3 == 0).Select(world.DeepHash).Count(); // Some are known when the next step comes.
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 100)];

    private static string[] ChangedTexts(World from, ImmutableArray<Definition> to)
    {
        var (old, now) = (from.Graph.Definitions.ToDictionary(d => d.Key, d => d.Value.Text), to.ToDictionary(d => d.Key, d => d.Text));
        return [.. old.Keys.Union(now.Keys).Where(key => old.GetValueOrDefault(key) != now.GetValueOrDefault(key)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Everything that a world is, but its number.</summary>
    private static string Text(World world) => string.Join('\n',
    [
        .. world.Graph.Definitions.Values.Select(d => $"{d.Key} {d.Parts[0].Home} {d.Text}"),
        .. world.Graph.Groups.Select(g => $"{g.UnitName}: {string.Join(' ', g.Members.Select(m => $"{m.Key}@{m.Parts[0].Home.Line}"))}"),
        .. world.Graph.Definitions.Keys.Select(key => $"{key} in {world.Graph.GroupOf[key].UnitName}"),
        .. world.Units.Values.OrderBy(u => u.Name, StringComparer.Ordinal).Select(u => $"{u.Name} {u.Hash} deep {world.DeepHash(u.Name)} uses {string.Join(' ', u.References)} {string.Join(' ', u.Variables)}"),
        .. world.Broken.OrderBy(b => b.Key, StringComparer.Ordinal).Select(b => $"{b.Key}: {b.Value[0].Message}"),
        .. world.Variables.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Value} {v.Key}, used by {string.Join(' ', world.UsersOf(v.Key))}"),
        .. world.Usings,
    ]);

    /// <summary>A stand-in whose unit, or error, is decided by the request alone, so that thousands of worlds can be made.</summary>
    private sealed class HashingCompiler : IUnitCompiler
    {
        public UnitResult Compile(UnitRequest request) => request.Group.Members.Any(m => m.Text.Contains("+ 2", StringComparison.Ordinal))
            ? new(null, [new(Severity.Error, "X", $"at {request.Group.Members[0].Parts[0].Home.Line}", "", 1, 1, 1, 1, "")])
            : new(new(request.Group.UnitName, request.Hash, default, default, [.. request.References.Select(r => r.Name)], [.. request.Variables.Keys.Order(StringComparer.Ordinal)], false), []);
    }

    private sealed class NoCache : IUnitCache
    {
        public CompiledUnit? Find(ContentHash hash) => null;

        public void Add(CompiledUnit unit)
        {
            // Everything is compiled that is asked for.
        }
    }
}
