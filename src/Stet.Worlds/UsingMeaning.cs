using System.Collections.Immutable;

namespace Stet.Worlds;

/// <summary>
/// What the workspace's using directives have to do with its definitions. An alias is a name like that of a variable: whoever mentions it mentions what it stands for. A unit is compiled with the directives
/// that it can be compiled with: an alias that it does not mention, or a type of the workspace that it does not see, is none of them.
/// </summary>
public static class UsingMeaning
{
    private const string Static = "static ";

    /// <summary>From the name of each alias to what it stands for.</summary>
    public static ImmutableDictionary<string, string> Aliases(ImmutableArray<string> usings) =>
        usings.Where(IsAlias).GroupBy(NameOf).ToImmutableDictionary(g => g.Key, g => g.First()[(g.First().IndexOf('=') + 1)..].Trim());

    /// <summary>Those of the directives that say nothing to some code.</summary>
    public static ImmutableArray<string> Limited(ImmutableArray<string> usings, DefinitionGraph graph) => [.. usings.Where(u => IsAlias(u) || KeyOpened(u, graph) is not null)];

    /// <summary>Keys of the workspace's types whose static members are opened.</summary>
    public static IEnumerable<string> Opened(ImmutableArray<string> usings, DefinitionGraph graph) => usings.Select(u => KeyOpened(u, graph)).OfType<string>();

    /// <summary>The directives for code that mentions such names and sees these definitions.</summary>
    /// <param name="limited">See <see cref="Limited"/>.</param>
    public static ImmutableArray<string> For(ImmutableArray<string> usings, ImmutableArray<string> limited, DefinitionGraph graph, Func<string, bool> mentions, IReadOnlyCollection<Definition> seen) =>
        limited.IsEmpty ? usings : [.. usings.Where(u => !limited.Contains(u) || (IsAlias(u) ? mentions(NameOf(u)) : seen.Any(d => d.Key == KeyOpened(u, graph))))];

    private static bool IsAlias(string directive) => directive.Contains('=', StringComparison.Ordinal);

    private static string NameOf(string alias) => alias[..alias.IndexOf('=')].Trim();

    private static string? KeyOpened(string directive, DefinitionGraph graph) =>
        directive.StartsWith(Static, StringComparison.Ordinal) && graph.Definitions.ContainsKey(directive[Static.Length..]) ? directive[Static.Length..] : null;
}
