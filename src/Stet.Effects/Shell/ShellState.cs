using System.Collections.Immutable;
using System.Globalization;

namespace Stet.Effects.Shell;

/// <summary>What a shell knows while it goes through a line. Immutable parts, so that a subshell is a copy.</summary>
/// <param name="Directory">Null once it is not known.</param>
/// <param name="Variables">A value that is null is not known; a name that is not there is unset.</param>
/// <param name="Elsewhere">Where the commands run, when that is another machine, container or root: nothing of this file system.</param>
internal sealed record ShellState(
    string? Directory, ImmutableDictionary<string, string?> Variables, ImmutableArray<string?> Positional, ImmutableDictionary<string, ShellNode> Functions,
    ImmutableDictionary<string, string> Aliases)
{
    public Elsewhere? Elsewhere { get; init; }

    public ImmutableStack<string?> Pushed { get; init; } = [];

    /// <summary>Outputs of process substitutions, by the path that stands for them.</summary>
    public Dictionary<string, Produced> Processes { get; init; } = [];

    /// <summary>Empty for what is unset; null for what is not known.</summary>
    public string? Value(string name) =>
        int.TryParse(name, CultureInfo.InvariantCulture, out var number) ? (number == 0 ? "sh" : number <= Positional.Length ? Positional[number - 1] : "")
        : name == "#" ? Positional.Length.ToString(CultureInfo.InvariantCulture)
        : name is "?" or "$" or "!" or "-" or "RANDOM" or "SECONDS" or "LINENO" or "BASHPID" ? null
        : name == "PWD" ? Directory : Variables.TryGetValue(name, out var value) ? value : "";

    public string Remember(Produced produced)
    {
        var path = $"/dev/fd/{63 + Processes.Count}";
        Processes[path] = produced;
        return path;
    }
}

/// <param name="Place">How its victims are named: <c>host</c>, <c>container web</c>.</param>
internal sealed record Elsewhere(string Place, Model.VictimKind Kind);
