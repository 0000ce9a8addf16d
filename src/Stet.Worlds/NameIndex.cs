using System.Collections.Immutable;

namespace Stet.Worlds;

/// <summary>
/// What names mean in a set of definitions and variables, and who mentions them. Immutable. <see cref="Resolve"/> and <see cref="Mentioning"/> are
/// inverse to each other: a key is among the dependencies of exactly those that mention it.
/// </summary>
internal sealed class NameIndex
{
    public static NameIndex Empty { get; } = new();

    /// <summary>What <see cref="Retyped"/> found last: one step asks several times.</summary>
    private Comparison? compared;

    private KeyIndex Named { get; init; } = KeyIndex.Empty;

    private KeyIndex Extending { get; init; } = KeyIndex.Empty;

    private KeyIndex MentionedBy { get; init; } = KeyIndex.Empty;

    private KeyIndex MemberMentionedBy { get; init; } = KeyIndex.Empty;

    /// <summary>Names in the types of variables, and the variables.</summary>
    private KeyIndex Typing { get; init; } = KeyIndex.Empty;

    /// <summary>Keys of definitions that anything may use without naming them.</summary>
    public ImmutableSortedSet<string> Ambient { get; private init; } = ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal);

    /// <summary>Name and C# type.</summary>
    public ImmutableDictionary<string, string> Variables { get; private init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Aliases of the workspace's usings, with what they stand for.</summary>
    public ImmutableDictionary<string, string> Aliases { get; private init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableArray<string> KeysOf(string simpleName) => Named[simpleName];

    public bool Mentions(string name) => MentionedBy.Contains(name);

    /// <summary>Keys that such names may mean, what is ambient not counted. The contract can mention what the whole does not: a name that a body declares too.</summary>
    public HashSet<string> Resolve(NameUse names)
    {
        var keys = new HashSet<string>();
        AddMeant(names.Mentions, keys);
        AddMeant(names.ContractMentions, keys);
        foreach (var member in names.MemberMentions)
        {
            keys.UnionWith(Extending[member]);
        }

        return keys;
    }

    /// <summary>Keys that the contract may mean, what is ambient not counted.</summary>
    public HashSet<string> ResolveContract(NameUse names)
    {
        var keys = new HashSet<string>();
        AddMeant(names.ContractMentions, keys);
        return keys;
    }

    private void AddMeant(ImmutableHashSet<string> mentions, HashSet<string> keys)
    {
        foreach (var mention in mentions)
        {
            keys.UnionWith(Named[mention]);
            if (Variables.TryGetValue(mention, out var type) || Aliases.TryGetValue(mention, out type))
            {
                keys.UnionWith(IdentifierScan.In(type).SelectMany(name => Named[name]));
            }
        }
    }

    /// <summary>Keys of definitions that may name this one, also through the type of a variable.</summary>
    public HashSet<string> Mentioning(Definition definition)
    {
        var keys = MentioningName(definition.SimpleName);
        foreach (var extension in definition.Names.Extensions)
        {
            keys.UnionWith(MemberMentionedBy[extension]);
        }

        return keys;
    }

    public ImmutableArray<string> MentioningVariable(string name) => MentionedBy[name];

    private HashSet<string> MentioningName(string name)
    {
        var keys = new HashSet<string>(MentionedBy[name]);
        foreach (var variable in Typing[name])
        {
            keys.UnionWith(MentionedBy[variable]);
        }

        return keys;
    }

    public NameIndex With(IEnumerable<(Definition? Before, Definition? After)> changes, ImmutableDictionary<string, string> variables, ImmutableDictionary<string, string> aliases)
    {
        var (named, extending, mentioned, members) = (new KeyChanges(), new KeyChanges(), new KeyChanges(), new KeyChanges());
        var ambient = Ambient.ToBuilder();
        foreach (var (before, after) in changes)
        {
            var key = (before ?? after)!.Key;
            named.Move(key, before is null ? [] : [before.SimpleName], after is null ? [] : [after.SimpleName]);
            extending.Move(key, before?.Names.Extensions ?? [], after?.Names.Extensions ?? []);
            mentioned.Move(key, MentionsOf(before), MentionsOf(after));
            members.Move(key, before?.Names.MemberMentions ?? [], after?.Names.MemberMentions ?? []);
            ambient.Remove(key);
            if (after?.Names.AmbientExtensions == true)
            {
                ambient.Add(key);
            }
        }

        return new()
        {
            Named = Named.With(named),
            Extending = Extending.With(extending),
            MentionedBy = MentionedBy.With(mentioned),
            MemberMentionedBy = MemberMentionedBy.With(members),
            Typing = TypingWith(variables, aliases),
            Ambient = ambient.ToImmutable(),
            Variables = variables,
            Aliases = aliases,
        };
    }

    /// <summary>Variables whose type is another than in <paramref name="other"/>, or that are only in one of both.</summary>
    public IReadOnlyList<string> Retyped(ImmutableDictionary<string, string> other)
    {
        var last = compared;
        if (last is null || !ReferenceEquals(last.Other, other))
        {
            compared = last = new(other, Differing(Variables, other));
        }

        return last.Names;
    }

    /// <summary>Only these can differ in <paramref name="other"/>: then it need not be gone through.</summary>
    public void Know(ImmutableDictionary<string, string> other, IReadOnlyCollection<string>? candidates) =>
        compared = candidates is null ? compared : new(other, [.. candidates.Where(name => Variables.GetValueOrDefault(name) != other.GetValueOrDefault(name))]);

    /// <summary>The same for aliases.</summary>
    public IReadOnlyList<string> Renamed(ImmutableDictionary<string, string> other) => Differing(Aliases, other);

    private KeyIndex TypingWith(ImmutableDictionary<string, string> variables, ImmutableDictionary<string, string> aliases)
    {
        var changes = new KeyChanges();
        foreach (var name in Retyped(variables).Union(Renamed(aliases)))
        {
            changes.Move(name, NamesIn(TextOf(name, Variables, Aliases)), NamesIn(TextOf(name, variables, aliases)));
        }

        return Typing.With(changes);
    }

    private static string TextOf(string name, ImmutableDictionary<string, string> variables, ImmutableDictionary<string, string> aliases) =>
        variables.GetValueOrDefault(name) ?? aliases.GetValueOrDefault(name, "");

    private static IReadOnlyList<string> Differing(ImmutableDictionary<string, string> one, ImmutableDictionary<string, string> other) =>
        ReferenceEquals(one, other) ? [] : [.. one.Keys.Union(other.Keys).Where(name => one.GetValueOrDefault(name) != other.GetValueOrDefault(name))];

    private sealed record Comparison(ImmutableDictionary<string, string> Other, IReadOnlyList<string> Names);

    private static HashSet<string> NamesIn(string type) => [.. IdentifierScan.In(type)];

    private static ImmutableHashSet<string> MentionsOf(Definition? definition) =>
        definition is null ? [] : definition.Names.Mentions.Union(definition.Names.ContractMentions);
}
