using System.Text.RegularExpressions;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Sessions.Migrating;

/// <summary>
/// Types that have another name, namespace or place than before: those that say so with <c>[Formerly]</c>, and those of which exactly one disappears and
/// one of the same name appears elsewhere, or with other type parameters, or both. Types of packages and projects too, and those that move between these and the workspace.
/// </summary>
internal static partial class TypeMoves
{
    /// <summary>Old full name to new full name, of top-level types of the workspace (then these are keys) and of all types of packages and projects.</summary>
    public static IReadOnlyDictionary<string, string> Between(DefinitionGraph from, DefinitionChange change, ReferenceTypes references)
    {
        var now = from.Definitions.RemoveRange(change.Removed).SetItems(change.Set.Select(d => KeyValuePair.Create(d.Key, d)));
        var gone = Gone(from, change).Select(key => new Movable(key, [], false)).Concat(references.Gone.Select(t => new Movable(t.Type.Name, [], false))).ToList();
        if (gone.Count == 0)
        {
            return new Dictionary<string, string>();
        }

        var fresh = references.Fresh.Select(t => t.Type.Name).ToHashSet();
        List<Movable> today =
        [
            .. now.Values.Where(d => d.Kind == DefinitionKind.Type).Select(d => new Movable(d.Key, [.. FormerNames(d)], !from.Definitions.ContainsKey(d.Key))),
            .. references.Now.Select(t => new Movable(t.Type.Name, [.. t.Type.FormerNames.Select(KeyOf)], fresh.Contains(t.Type.Name))),
        ];
        return gone.Select(old => (old.Name, Target: TargetOf(old, gone, today))).Where(m => m.Target is not null).DistinctBy(m => m.Name).ToDictionary(m => m.Name, m => m.Target!.Name);
    }

    private static IEnumerable<string> Gone(DefinitionGraph from, DefinitionChange change) =>
        change.Removed.Select(key => from.Definitions[key]).Concat(change.Set.Where(d => d.Kind != DefinitionKind.Type).Select(d => from.Definitions.GetValueOrDefault(d.Key)).OfType<Definition>())
            .Where(d => d.Kind == DefinitionKind.Type).Select(d => d.Key);

    private static Movable? TargetOf(Movable old, List<Movable> gone, List<Movable> today)
    {
        var fresh = today.Where(t => t.IsFresh).ToList();
        IEnumerable<Func<IEnumerable<Movable>>> rules =
        [
            () => fresh.Where(t => t.Name == old.Name),
            () => today.Where(t => t.FormerNames.Any(old.IsCalled)),
            () => fresh.Where(t => t.LastPart == old.LastPart),
            () => fresh.Where(t => Source(t.Name) == Source(old.Name) && !gone.Any(other => other != old && Source(other.Name) == Source(t.Name))),
            () => fresh.Where(t => t.SimpleName == old.SimpleName && !gone.Any(other => other != old && other.SimpleName == t.SimpleName)),
        ];
        return rules.Select(rule => rule().ToList()).FirstOrDefault(found => found.Count > 0) is [var target] ? target : null;
    }

    /// <summary>
    /// The same for types in types, or that were in one: old path to new path, as C# writes them. Exactly one of a name disappears, and one of that name appears in what changes with it.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Nested(DefinitionGraph from, DefinitionChange change, IReadOnlyDictionary<string, string> moves)
    {
        var before = change.Removed.Concat(change.Set.Select(d => d.Key)).Distinct().Where(key => !moves.ContainsKey(key)).Select(key => from.Definitions.GetValueOrDefault(key)).OfType<Definition>();
        var gone = Paths(before);
        var fresh = gone.Count == 0 ? [] : Paths(change.Set);
        var common = gone.Intersect(fresh).ToList();
        gone.ExceptWith(common);
        fresh.ExceptWith(common);
        var targets = fresh.ToLookup(LastPart);
        return gone.GroupBy(LastPart).Where(g => g.Count() == 1 && targets[g.Key].Count() == 1).ToDictionary(g => g.Single(), g => targets[g.Key].Single());
    }

    private static HashSet<string> Paths(IEnumerable<Definition> definitions) => [.. definitions.Where(d => d.Kind == DefinitionKind.Type).SelectMany(NestedTypes.PathsOf)];

    /// <summary>Types that a typed definition replaces, as its <c>[Formerly]</c> says.</summary>
    public static IEnumerable<string> Replaced(DefinitionGraph from, IReadOnlyCollection<Definition> typed) =>
        typed.Where(d => d.Kind == DefinitionKind.Type).SelectMany(d => FormerNames(d).SelectMany(n => from.Definitions.ContainsKey(n) ? [n] : from.Named(n).ToArray()))
            .Where(key => from.Definitions[key].Kind == DefinitionKind.Type && typed.All(d => d.Key != key)).Distinct();

    /// <summary>
    /// Notes about typed definitions that are new beside one of the same name with other type parameters, of which values live: in C# these are two types, and whoever wants
    /// one to become the other says so.
    /// </summary>
    public static IEnumerable<Note> Beside(Engine engine, IReadOnlyCollection<Definition> typed)
    {
        var graph = engine.World.Graph;
        foreach (var definition in typed.Where(d => d.Kind == DefinitionKind.Type && !graph.Definitions.ContainsKey(d.Key) && !FormerNames(d).Any()))
        {
            var others = graph.Named(definition.SimpleName).Where(key => Source(key) == Source(definition.Key) && typed.All(d => d.Key != key) && graph.Definitions[key].Kind == DefinitionKind.Type);
            foreach (var other in others.Where(key => engine.Variables.All.Any(v => v.Stored?.Units.Contains(graph.GroupOf[key].UnitName) == true)))
            {
                var (name, old) = (TypeParameters.Shown(definition), TypeParameters.Shown(graph.Definitions[other]));
                yield return new(NoteKind.Hint, $"{name} stands beside {old}, whose values stay what they are; with [Formerly(\"{old}\")] before it, it takes its place", [definition.SimpleName]);
            }
        }
    }

    private static string LastPart(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static string Source(string key) => Arity().Replace(key, "");

    private static IEnumerable<string> FormerNames(Definition definition) =>
        definition.Parts.SelectMany(p => Former().Matches(Head().Match(p.Text).Value)).Select(m => KeyOf(m.Groups[1].Value));

    /// <summary><c>Box&lt;T&gt;</c> is <c>Box`1</c>.</summary>
    private static string KeyOf(string name) => name.IndexOf('<', StringComparison.Ordinal) is > 0 and var open ? $"{name[..open]}`{name[open..].Count(c => c == ',') + 1}" : name;

    /// <summary>The attributes before a declaration.</summary>
    [GeneratedRegex(@"^(\s|//[^\n]*\n|/\*.*?\*/|\[(?:[^\]""]|""[^""]*"")*\])*", RegexOptions.Singleline)]
    private static partial Regex Head();

    [GeneratedRegex(@"Formerly(?:Attribute)?\s*\(\s*""([^""]+)""")]
    private static partial Regex Former();

    [GeneratedRegex(@"`\d+")]
    private static partial Regex Arity();

    /// <summary>A type that may have become another one, or that another may have become.</summary>
    /// <param name="Name">In full, as reflection writes it.</param>
    private sealed record Movable(string Name, IReadOnlyList<string> FormerNames, bool IsFresh)
    {
        public string LastPart => Name[(Name.LastIndexOfAny(['.', '+']) + 1)..];

        public string SimpleName => LastPart.Split('`')[0];

        public bool IsCalled(string name) => name == Name || name == Name.Replace('+', '.') || name == SimpleName;
    }
}
