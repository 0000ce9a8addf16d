using Stet.References;
using Stet.Worlds;

namespace Stet.Sessions.Migrating;

/// <summary>The types of those assemblies of packages and projects that are others in a new world: what is there and what was.</summary>
internal sealed record ReferenceTypes(IReadOnlyList<HomedType> Then, IReadOnlyList<HomedType> Now)
{
    public static ReferenceTypes None { get; } = new([], []);

    public static ReferenceTypes Between(ReferenceSet from, ReferenceSet to)
    {
        if (from == to)
        {
            return None;
        }

        var (was, now) = (from.Units.ToDictionary(u => u.Name, u => u.Hash), to.Units.ToDictionary(u => u.Name, u => u.Hash));
        return new([.. Differing(from, now)], [.. Differing(to, was)]);
    }

    /// <summary>The assembly of a world in which a type is; null where none has it.</summary>
    /// <param name="type">Full name as reflection writes it.</param>
    public static string? UnitOf(ReferenceSet references, string type) => references.Units.FirstOrDefault(u => DeclaredTypes.Of(u).Any(t => t.Name == type))?.Name;

    /// <summary>Types that are not in their assembly any more.</summary>
    public IEnumerable<HomedType> Gone => Then.Where(t => !Now.Any(n => n.IsAt(t)));

    /// <summary>Types that were not in their assembly before.</summary>
    public IEnumerable<HomedType> Fresh => Now.Where(n => !Then.Any(t => t.IsAt(n)));

    /// <summary>Types of projects whose own <c>Migrate</c> makes their values: it is another than before, or for other fields, or the type came from elsewhere.</summary>
    public IEnumerable<HomedType> Hooked(IReadOnlyDictionary<string, string> moves)
    {
        var was = Then.ToLookup(t => moves.GetValueOrDefault(t.Type.Name, t.Type.Name), t => t.Type.Hook);
        return Now.Where(n => n.Type.Hook.Length > 0 && (was.Contains(n.Type.Name) ? was[n.Type.Name].Any(hook => hook != n.Type.Hook) : moves.Values.Contains(n.Type.Name)));
    }

    /// <summary>All that have one.</summary>
    public static IEnumerable<HomedType> Hooked(ReferenceSet references) =>
        references.Units.SelectMany(u => DeclaredTypes.Of(u).Where(t => t.Hook.Length > 0).Select(t => new HomedType(u.Name, t)));

    private static IEnumerable<HomedType> Differing(ReferenceSet references, Dictionary<string, Stet.Model.ContentHash> others) =>
        references.Units.Where(u => others.GetValueOrDefault(u.Name) != u.Hash).SelectMany(u => DeclaredTypes.Of(u).Select(t => new HomedType(u.Name, t)));
}

/// <summary>A type of an assembly.</summary>
internal sealed record HomedType(string Unit, DeclaredType Type)
{
    public bool IsAt(HomedType other) => Unit == other.Unit && Type.Name == other.Type.Name;
}
