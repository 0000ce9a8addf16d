using System.Collections.Immutable;
using Stet.Language.Compiling;
using Stet.Language.Parsing;
using Stet.Model;

namespace Stet.Worlds.Tests;

/// <summary>A world that is stepped by giving its whole source; says what the compiler was asked to compile.</summary>
internal sealed class Village(string variables = "")
{
    private readonly Cache cache = new();

    public World World { get; private set; } = World.Empty(["System"]);

    public StepResult? Last { get; private set; }

    /// <summary>Steps to these definitions; answers with the units compiled, in order: "f g+h".</summary>
    public string Compiled(string source)
    {
        var types = variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split(' ')).ToImmutableDictionary(v => v[1], v => v[0]);
        Last = new WorldStep(new UnitCompiler(), cache).Take(World, InputParser.File(source, "workspace.cs").Definitions, types, World.Usings);
        World = Last.World;
        Asked = cache.Asked;
        cache.Asked = 0;
        return string.Join(' ', Last.Compiled.Select(Members));
    }

    /// <summary>How many units the last step looked for, beyond those that it took over as they were.</summary>
    public int Asked { get; private set; }

    private string Members(string unit) => string.Join('+', World.Graph.MembersOf(unit).Select(m => m.Key));

    private sealed class Cache : IUnitCache
    {
        private readonly Dictionary<ContentHash, CompiledUnit> units = [];

        public int Asked { get; set; }

        public CompiledUnit? Find(ContentHash hash)
        {
            Asked++;
            return units.GetValueOrDefault(hash);
        }

        public void Add(CompiledUnit unit) => units[unit.Hash] = unit;
    }
}
