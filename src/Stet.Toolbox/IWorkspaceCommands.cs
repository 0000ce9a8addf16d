using Stet.Model;

namespace Stet.Toolbox;

/// <summary>What the commands ask of the workspace they run in.</summary>
public interface IWorkspaceCommands
{
    IReadOnlyList<VariableRow> Who();

    IReadOnlyList<HistoryEntry> History(int limit);

    IReadOnlyList<VersionRow> Log(int limit);

    IReadOnlyList<string> Usings();

    IReadOnlyList<DefinitionRow> Definitions();

    WorkspaceState At(long number);

    IReadOnlyList<Migration.StrandedValue> Stranded();
}

/// <summary>One line of <c>defs</c>.</summary>
/// <param name="Kind">"function" or "type".</param>
/// <param name="Where">File and line.</param>
/// <param name="State">"ok" or "broken: why".</param>
public sealed record DefinitionRow(string Name, string Kind, string Where, string State);
