using Stet.Model;

namespace Stet.Toolbox;

/// <summary>What the commands ask of the workspace they run in.</summary>
public interface IWorkspaceCommands
{
    IReadOnlyList<VariableRow> Who();

    IReadOnlyList<HistoryEntry> History(int limit);

    /// <summary>Those that match a text, best first.</summary>
    IReadOnlyList<HistoryEntry> History(string text, int limit);

    /// <param name="path">Null: the usual places.</param>
    IReadOnlyList<ImportRow> ImportHistory(string? path);

    /// <returns>How many entries there were.</returns>
    int Forget(IReadOnlyList<long> numbers);

    bool Secrets(bool? keep);

    IReadOnlyList<VersionRow> Log(int limit);

    IReadOnlyList<string> Usings();

    IReadOnlyList<DefinitionRow> Definitions();

    IReadOnlyList<FormulaRow> FormulaStates();

    DependencyGraph Graph();

    WorkspaceState At(long number);

    /// <summary>What is null stays as it is.</summary>
    RetentionRow Retention(double? days, double? gigabytes, int? versions);

    /// <summary>What is null stays as it is.</summary>
    IReadOnlyList<MemoRow> Memo(double? megabytes, long? results);

    IReadOnlyList<Migration.StrandedValue> Stranded();

    IReadOnlyList<WorldRow> Worlds();

    IReadOnlyList<TrashRow> Trash();

    /// <exception cref="KeyNotFoundException">Nothing of that submission is set aside.</exception>
    IReadOnlyList<string> Restore(long number);

    /// <summary>What a text would do if it were submitted.</summary>
    CodeEffects Effects(string code);

    CodeEffects Effects(Delegate function);

    IReadOnlyList<EffectsRow> AllEffects();

    /// <exception cref="KeyNotFoundException">There is no such entry.</exception>
    RecallCheck Changed(long number);

    /// <exception cref="KeyNotFoundException">Nothing has that name.</exception>
    Why Why(string name);
}

/// <summary>One line of <c>worlds</c>: the newest, and older ones of which code is still loaded.</summary>
/// <param name="Units">How many compiled definitions of it are loaded or, for the newest, there are.</param>
/// <param name="Broken">How many do not compile.</param>
/// <param name="Reason">Why it is there.</param>
public sealed record WorldRow(long Number, int Units, int Broken, string Reason);

/// <summary>One line of <c>defs</c>.</summary>
/// <param name="Kind">"function", "type" or "formula".</param>
/// <param name="Where">File and line.</param>
/// <param name="State">"ok" or "broken: why".</param>
public sealed record DefinitionRow(string Name, string Kind, string Where, string State);
