using System.Text.RegularExpressions;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Sessions.Migrating;

/// <summary>
/// Types that have another name or namespace than before: those that say so with <c>[Formerly]</c>, and those of which exactly one disappears and
/// one of the same name appears elsewhere, or with other type parameters.
/// </summary>
internal static partial class TypeMoves
{
    /// <summary>Old key to new key.</summary>
    public static IReadOnlyDictionary<string, string> Between(DefinitionGraph from, DefinitionChange change)
    {
        var gone = change.Removed.Select(key => from.Definitions[key]).Concat(change.Set.Where(d => d.Kind != DefinitionKind.Type).Select(d => from.Definitions.GetValueOrDefault(d.Key)).OfType<Definition>())
            .Where(d => d.Kind == DefinitionKind.Type).ToList();
        var moves = new Dictionary<string, string>();
        if (gone.Count == 0)
        {
            return moves;
        }

        var now = from.Definitions.RemoveRange(change.Removed).SetItems(change.Set.Select(d => KeyValuePair.Create(d.Key, d))).Where(d => d.Value.Kind == DefinitionKind.Type).ToDictionary();
        foreach (var old in gone)
        {
            var fresh = now.Values.Where(d => !from.Definitions.ContainsKey(d.Key)).ToList();
            var named = now.Values.Where(d => FormerNames(d).Any(n => n == old.Key || n == old.SimpleName)).ToList();
            var same = fresh.Where(d => LastPart(d.Key) == LastPart(old.Key)).ToList();
            var like = fresh.Where(d => Source(d.Key) == Source(old.Key) && !gone.Any(other => other != old && Source(other.Key) == Source(d.Key))).ToList();
            if ((named.Count > 0 ? named : same.Count > 0 ? same : like) is [var target])
            {
                moves[old.Key] = target.Key;
            }
        }

        return moves;
    }

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

    /// <summary>The C# type of a variable with the new names of types.</summary>
    public static string Follow(string type, IReadOnlyDictionary<string, string> moves) =>
        moves.Aggregate(type, (text, move) => Regex.Replace(text, $@"global::{Regex.Escape(Source(move.Key))}(?![\w.])", $"global::{Source(move.Value)}"));

    private static string Source(string key) => Arity().Replace(key, "");

    private static string LastPart(string key) => key[(key.LastIndexOf('.') + 1)..];

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
}
