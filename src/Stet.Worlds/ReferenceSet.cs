using System.Collections.Immutable;

namespace Stet.Worlds;

/// <summary>
/// All packages and projects of a world, resolved together: their assemblies, as units like those of definitions, and what code can name of them.
/// Which code uses which assembly is decided from names alone, as between definitions: a superset of the real use, never a subset.
/// </summary>
public sealed class ReferenceSet
{
    private readonly Lazy<Exports> exports;
    private readonly Dictionary<string, CompiledUnit> byName;

    /// <param name="units">The assemblies; each refers only to those before it.</param>
    /// <param name="read">Reads what code can name of an assembly; called when that is first asked.</param>
    public ReferenceSet(ImmutableArray<Reference> declared, ImmutableArray<CompiledUnit> units, ImmutableArray<string> natives, Func<CompiledUnit, ExportedNames> read)
    {
        Declared = declared;
        Units = units;
        Natives = natives;
        byName = units.ToDictionary(u => u.Name);
        exports = new(() => new(units, read));
    }

    public static ReferenceSet None { get; } = new([], [], [], _ => throw new InvalidOperationException("There is no assembly."));

    /// <summary>As they are written in the definition files.</summary>
    public ImmutableArray<Reference> Declared { get; }

    public ImmutableArray<CompiledUnit> Units { get; }

    /// <summary>Paths of the native libraries that the packages bring along.</summary>
    public ImmutableArray<string> Natives { get; }

    /// <summary>Namespaces in which the assemblies declare public types.</summary>
    public IReadOnlySet<string> Namespaces => exports.Value.Namespaces;

    /// <summary>The assemblies that code with these names may use, with those that they refer to.</summary>
    public ImmutableArray<CompiledUnit> UsedBy(ReferenceUse use)
    {
        if (Units.IsEmpty)
        {
            return [];
        }

        var used = new HashSet<string>();
        var waiting = new Stack<string>(exports.Value.UsedBy(use));
        while (waiting.TryPop(out var name))
        {
            if (used.Add(name))
            {
                byName[name].References.ToList().ForEach(waiting.Push);
            }
        }

        return used.Count == 0 ? [] : [.. Units.Where(u => used.Contains(u.Name))];
    }

    /// <summary>Namespaces that the usings name and that none of the given assemblies has, though one of the others has.</summary>
    public ImmutableArray<string> NotIn(ImmutableArray<CompiledUnit> used, ImmutableArray<string> usings) =>
        Units.Length == used.Length ? [] : [.. usings.Where(Namespaces.Contains).Except(exports.Value.NamespacesOf(used))];

    /// <summary>The path of a native library by the name that code calls it: <c>e_sqlite3</c> for <c>libe_sqlite3.so</c>.</summary>
    public string? Native(string name) => Natives.FirstOrDefault(path => IsNamed(Path.GetFileName(path), name));

    private static bool IsNamed(string file, string name) =>
        file == name || Path.GetFileNameWithoutExtension(file) is var bare && (bare == name || bare == "lib" + name);

    /// <summary>What the assemblies export, by name.</summary>
    private sealed class Exports
    {
        private readonly Dictionary<string, List<string>> byMention = [];
        private readonly Dictionary<string, List<string>> byMember = [];
        private readonly Dictionary<string, ImmutableHashSet<string>> namespaces = [];
        private readonly List<string> ambient = [];

        public Exports(ImmutableArray<CompiledUnit> units, Func<CompiledUnit, ExportedNames> read)
        {
            foreach (var unit in units)
            {
                var names = read(unit);
                Index(names.Types.Union(names.Namespaces), unit.Name, byMention);
                Index(names.Extensions, unit.Name, byMember);
                namespaces[unit.Name] = names.Namespaces;
                if (names.IsAmbient)
                {
                    ambient.Add(unit.Name);
                }
            }

            Namespaces = namespaces.Values.SelectMany(n => n).ToHashSet();
        }

        public HashSet<string> Namespaces { get; }

        public IEnumerable<string> UsedBy(ReferenceUse use) =>
            ambient.Concat(use.Mentions.SelectMany(m => byMention.GetValueOrDefault(m, []))).Concat(use.Members.SelectMany(m => byMember.GetValueOrDefault(m, []))).Distinct();

        public IEnumerable<string> NamespacesOf(ImmutableArray<CompiledUnit> used) => used.SelectMany(u => namespaces[u.Name]);

        private static void Index(IEnumerable<string> names, string unit, Dictionary<string, List<string>> index)
        {
            foreach (var name in names)
            {
                if (!index.TryGetValue(name, out var units))
                {
                    index[name] = units = [];
                }

                units.Add(unit);
            }
        }
    }
}

/// <summary>What code can name of an assembly.</summary>
/// <param name="Types">Simple names of its public types, nested ones included; an attribute's also without its ending.</param>
/// <param name="Namespaces">In full.</param>
/// <param name="Extensions">Names of extension methods.</param>
/// <param name="IsAmbient">It adds to other types what is used without being named: operators, <c>GetEnumerator</c>, query methods.</param>
public sealed record ExportedNames(
    ImmutableHashSet<string> Types, ImmutableHashSet<string> Namespaces, ImmutableHashSet<string> Extensions, bool IsAmbient);
