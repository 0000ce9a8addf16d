namespace Stet.Worlds;

/// <summary>The names by which code may use an assembly of a package or project.</summary>
/// <param name="Mentions">Simple names of types, and namespaces in full, among others.</param>
/// <param name="Members">What stands after a dot.</param>
public sealed record ReferenceUse(IReadOnlySet<string> Mentions, IReadOnlySet<string> Members)
{
    /// <summary>What a group and the contracts that it is compiled against may name.</summary>
    /// <param name="reach">The groups whose contracts it sees.</param>
    /// <param name="types">C# types of the variables and formulas that it mentions.</param>
    /// <param name="usings">The workspace's: an alias or a static using brings names that no code shows.</param>
    public static ReferenceUse Names(DefinitionGroup group, IEnumerable<DefinitionGroup> reach, IEnumerable<string> types, IEnumerable<string> usings) =>
        new(
            group.Members.SelectMany(m => m.Names.Mentions.Concat(m.Parts.SelectMany(p => OfDirectives(p.FileUsings))))
                .Concat(reach.SelectMany(g => g.Members).SelectMany(m => m.Names.ContractMentions)).Concat(OfTypes(types)).Concat(OfUsings(usings)).ToHashSet(),
            group.Members.SelectMany(m => m.Names.MemberMentions).ToHashSet());

    /// <summary>What the statements of a submission, and the contracts that they are compiled against, may name.</summary>
    public static ReferenceUse Names(NameUse statements, IEnumerable<Definition> reach, IEnumerable<string> types, IEnumerable<string> usings) =>
        new(
            statements.Mentions.Concat(reach.SelectMany(d => d.Names.ContractMentions)).Concat(OfTypes(types)).Concat(OfUsings(usings)).ToHashSet(),
            statements.MemberMentions);

    private static IEnumerable<string> OfTypes(IEnumerable<string> types) => types.SelectMany(IdentifierScan.In);

    private static IEnumerable<string> OfDirectives(string text) =>
        IdentifierScan.In(text).Concat(text.Split(';').Select(u => u.Trim()).Where(u => u.StartsWith("using ", StringComparison.Ordinal)).Select(u => u["using ".Length..].Trim()));

    private static IEnumerable<string> OfUsings(IEnumerable<string> usings) =>
        usings.Where(u => u.Contains(' ', StringComparison.Ordinal)).SelectMany(IdentifierScan.In);
}
