using Stet.Sessions.Definitions;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Commands;

internal enum DroppedKind
{
    None,
    Variable,
    Definition,
    Using,
    Stranded,
}

/// <summary>What a name after <c>drop</c> means.</summary>
/// <param name="Name">As the workspace knows it: the whole key of a definition, the text of a using.</param>
/// <param name="Trouble">Why there is nothing to drop; empty where there is.</param>
internal sealed record Droppable(DroppedKind Kind, string Name, string Trouble = "")
{
    public static Droppable Find(Engine engine, string name)
    {
        var keys = Keys(engine.World.Graph, name);
        return engine.Variables.Find(name) is not null ? new(DroppedKind.Variable, name)
            : keys is [var key] ? new(DroppedKind.Definition, key)
            : keys.Count > 1 ? None($"{name} can be {string.Join(" or ", keys.Select(k => WrittenNames.Of(engine.World.Graph.Definitions[k])))}: write the whole name.")
            : Using(engine, name) is { } directive ? new(DroppedKind.Using, directive)
            : engine.Store.Binding(BindingKind.Stranded, name) is not null ? new(DroppedKind.Stranded, name)
            : None(WhyNothing(engine, name));
    }

    private static Droppable None(string trouble) => new(DroppedKind.None, "", trouble);

    /// <summary>What lives in values, and what Stet makes itself, has no name that a user can drop.</summary>
    private static List<string> Keys(DefinitionGraph graph, string name)
    {
        var own = graph.Definitions.Values.Where(d => !Opening.IsFileless(d)).ToList();
        var exact = own.Where(d => d.Key == name || (name.Contains('<', StringComparison.Ordinal) && WrittenNames.Of(d).Replace(" ", "", StringComparison.Ordinal) == name)).ToList();
        var whole = exact.Count > 0 ? exact : [.. own.Where(d => d.Key.Split('`')[0] == name)];
        return [.. (whole.Count > 0 ? whole : [.. own.Where(d => d.SimpleName == name)]).Select(d => d.Key)];
    }

    private static string? Using(Engine engine, string name) => engine.World.Usings.Except(StandardUsings.All)
        .FirstOrDefault(u => u == name || u == "static " + name || u.StartsWith(name + " = ", StringComparison.Ordinal));

    private static string WhyNothing(Engine engine, string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 && Keys(engine.World.Graph, name[..dot]) is [var owner] ? $"{name} is a part of {owner}: define {owner} without it."
            : StandardUsings.All.Contains(name) ? $"{name} is there from the start and stays."
            : $"Nothing is called {name}. 'who' lists variables, 'defs' definitions, 'usings' using directives.";
    }
}
