using System.Text.RegularExpressions;
using Stet.Worlds;

namespace Stet.Sessions.Migrating;

/// <summary>
/// Types that have another name or namespace than before: those that say so with <c>[Formerly]</c>, and those of which exactly one disappears and
/// one of the same name appears elsewhere.
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
            if ((named.Count > 0 ? named : same) is [var target])
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

    /// <summary>The C# type of a variable with the new names of types.</summary>
    public static string Follow(string type, IReadOnlyDictionary<string, string> moves) =>
        moves.Aggregate(type, (text, move) => Regex.Replace(text, $@"global::{Regex.Escape(Source(move.Key))}(?![\w.])", $"global::{Source(move.Value)}"));

    private static string Source(string key) => Arity().Replace(key, "");

    private static string LastPart(string key) => key[(key.LastIndexOf('.') + 1)..];

    private static IEnumerable<string> FormerNames(Definition definition) =>
        definition.Parts.SelectMany(p => Former().Matches(Head().Match(p.Text).Value)).Select(m => m.Groups[1].Value);

    /// <summary>The attributes before a declaration.</summary>
    [GeneratedRegex(@"^(\s|//[^\n]*\n|/\*.*?\*/|\[(?:[^\]""]|""[^""]*"")*\])*", RegexOptions.Singleline)]
    private static partial Regex Head();

    [GeneratedRegex(@"Formerly(?:Attribute)?\s*\(\s*""([^""]+)""")]
    private static partial Regex Former();

    [GeneratedRegex(@"`\d+")]
    private static partial Regex Arity();
}
