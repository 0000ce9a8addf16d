using Stet.Model;
using Stet.Toolbox.Shell;

namespace Stet.Toolbox;

/// <summary>
/// The commands of the prompt: ordinary functions with ordinary values, so that one can compute on them:
/// <c>history().Where(h =&gt; h.Code.Contains("fft"))</c>. A bare name calls them.
/// </summary>
public static class Commands
{
    private static readonly AsyncLocal<IWorkspaceCommands?> Flowing = new();

    /// <summary>The workspace whose code is running; set by the engine for each run.</summary>
    public static IWorkspaceCommands? Workspace
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>The variables and formulas, with type, value in short, stored size and state.</summary>
    public static IReadOnlyList<VariableRow> who() => Here.Who();

    /// <summary>The newest entries of all sessions, newest first.</summary>
    public static IReadOnlyList<HistoryEntry> history(int limit = 100) => Here.History(limit);

    /// <summary>Entries that match, best first, as Ctrl-R finds them: <c>history("plot fft")</c>.</summary>
    public static IReadOnlyList<HistoryEntry> history(string text, int limit = 100) => Here.History(text, limit);

    /// <summary>
    /// Takes over the history of bash, zsh, fish or IPython: <c>import_history("~/.bash_history")</c>; without a path from their usual places. Ctrl-R finds the entries; a line of a shell
    /// is the shell line that it would be here. What was imported before is not taken again.
    /// </summary>
    public static IReadOnlyList<ImportRow> import_history(string? path = null) => Here.ImportHistory(path);

    /// <summary>Removes entries of history for good, also from free space and logs of the store; gives how many. What they defined and computed stays.</summary>
    public static int forget(params long[] numbers) => Here.Forget(numbers);

    /// <summary>Whether history keeps what looks like a secret; <c>secrets(keep: true)</c> says that it shall.</summary>
    public static bool secrets(bool? keep = null) => Here.Secrets(keep);

    /// <summary>The states of the workspace that can be looked at (<see cref="at"/>) or gone back to (<see cref="undo"/>), newest first.</summary>
    public static IReadOnlyList<VersionRow> log(int limit = 50) => Here.Log(limit);

    /// <summary>The workspace's using directives.</summary>
    public static IReadOnlyList<string> usings() => Here.Usings();

    /// <summary>The definitions, with where they live and whether they compile.</summary>
    public static IReadOnlyList<DefinitionRow> defs() => Here.Definitions();

    /// <summary>The formulas: whether they are up to date, how often they ran, and what they are computed from. Looking runs none.</summary>
    public static IReadOnlyList<FormulaRow> formulas() => Here.FormulaStates();

    /// <summary>What is computed from what, as text, <c>.Dot</c> or <c>.Svg</c>.</summary>
    public static DependencyGraph graph() => Here.Graph();

    /// <summary>The state after a submission: <c>at(12)["x"]</c>.</summary>
    public static WorkspaceState at(long number) => Here.At(number);

    /// <summary>The newest world, and older ones of which something is still loaded, with the reason.</summary>
    public static IReadOnlyList<WorldRow> worlds() => Here.Worlds();

    /// <summary>Values that could not follow their types when a redefinition was forced, as plain data.</summary>
    public static IReadOnlyList<Migration.StrandedValue> stranded() => Here.Stranded();

    /// <summary>
    /// What a submission's text, a shell line or a definition may do: what it would delete or overwrite, and how it comes to it. Nothing is run:
    /// <c>effects("!rm -r x")</c>, <c>effects("File.Delete(p)")</c>, <c>effects("Cleaner")</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The text does not compile.</exception>
    public static CodeEffects effects(string code) => Here.Effects(code);

    /// <summary>What each definition may do, whatever it is given.</summary>
    public static IReadOnlyList<EffectsRow> effects() => Here.AllEffects();

    /// <summary>What a function may do: <c>effects(tidy)</c>.</summary>
    public static CodeEffects effects(Delegate function) => Here.Effects(function);

    /// <summary>How long old states are kept; with arguments, sets it: <c>retention(days: 30, gigabytes: 5, versions: 50)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not above 0.</exception>
    public static RetentionRow retention(double? days = null, double? gigabytes = null, int? versions = null) => Here.Retention(days, gigabytes, versions);

    /// <summary>The functions marked <c>[Memo]</c>, with what is kept of them; with arguments, sets how much may be: <c>memo(megabytes: 500, results: 100_000)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not above 0.</exception>
    public static IReadOnlyList<MemoRow> memo(double? megabytes = null, long? results = null) => Here.Memo(megabytes, results);

    /// <summary>In a formula, around the whole expression: its value depends on nothing but its inputs, whatever the compiler makes of the calls in it.</summary>
    public static T pure<T>(T value) => value;

    /// <summary>In a formula, around the whole expression: its value may differ though its inputs are the same; it is computed at every look.</summary>
    public static T impure<T>(T value) => value;

    /// <summary>How a variable's value came about: <c>why(x)</c>, <c>why(x).Inputs["y"]</c>.</summary>
    /// <exception cref="KeyNotFoundException">Nothing has that name.</exception>
    public static Why why(string name) => Here.Why(name);

    /// <summary>Shows the value of a variable or formula whenever it has become another one, in this session: <c>watch x</c>; without a name, what is watched.</summary>
    public static void watch(string? name = null) => throw OnItsOwn($"{nameof(watch)} {name}".Trim());

    /// <summary>Ends watching a name, or all.</summary>
    public static void unwatch(string? name = null) => throw OnItsOwn($"{nameof(unwatch)} {name}".Trim());

    /// <summary>Makes a variable again by running its recipe in the newest world: <c>refresh x</c>; without a name, all that is outdated.</summary>
    public static void refresh(string? name = null) => throw OnItsOwn($"{nameof(refresh)} {name}".Trim());

    /// <summary>How what an entry means now differs from what it meant when it ran: old and new text of all that has changed. Nothing is run.</summary>
    /// <exception cref="KeyNotFoundException">There is no such entry.</exception>
    public static RecallCheck changed(long number) => Here.Changed(number);

    /// <summary>Runs an earlier entry once more: <c>again(12)</c>. Where it would destroy what it did not destroy then, it is refused unless one is sure.</summary>
    /// <param name="asThen">In the world of then, with the values of then, as they are kept; nothing of the present is changed.</param>
    public static void again(long number, bool asThen = false, bool sure = false) => throw OnItsOwn($"{nameof(again)}({number})");

    /// <summary>Takes back the newest change of values and definitions.</summary>
    public static void undo() => throw OnItsOwn(nameof(undo));

    /// <summary>Makes the change again that <see cref="undo"/> took back.</summary>
    public static void redo() => throw OnItsOwn(nameof(redo));

    /// <summary>Accepts the redefinition that was just refused: what depends on it and does not compile is broken until it is mended.</summary>
    public static void force() => throw OnItsOwn(nameof(force));

    /// <summary>Removes variables, definitions or usings that nothing else uses: <c>drop x f</c>.</summary>
    public static void drop(params string[] names) => throw OnItsOwn($"{nameof(drop)} {string.Join(' ', names)}");

    /// <summary>Gives a type, member, function, parameter or variable another name wherever it is meant: <c>rename Vec.Len Length</c>.</summary>
    public static void rename(string name, string newName) => throw OnItsOwn($"{nameof(rename)} {name} {newName}");

    /// <summary>Lets the code of a workspace that was made elsewhere run here.</summary>
    public static void trust() => throw OnItsOwn(nameof(trust));

    /// <summary>What submissions destroyed and can be brought back: by <see cref="undo"/>, or by <see cref="restore"/>.</summary>
    public static IReadOnlyList<TrashRow> trash() => Here.Trash();

    /// <summary>Brings back what a submission destroyed, also when others came after it. What is in the places by then changes places with it.</summary>
    /// <returns>The paths.</returns>
    /// <exception cref="KeyNotFoundException">Nothing of that submission is set aside.</exception>
    public static IReadOnlyList<string> restore(long number) => Here.Restore(number);

    /// <summary>A shell line as a value, with C# values as arguments: <c>sh($"grep {pattern} big.log").Lines()</c>. A line of a submission that starts with <c>!</c> is one that runs.</summary>
    public static ShellCommand sh(ShellLine line) => new(line);

    /// <summary>A shell line with these lines as its standard input: <c>names.Pipe("sort -u").Lines()</c>.</summary>
    public static ShellCommand Pipe(this IEnumerable<string> lines, ShellLine line) => new(line, lines);

    /// <summary>The exit code of the session's last shell line.</summary>
    public static int exitCode => ShellSession.Current.ExitCode;

    /// <summary>Every command with one line of explanation.</summary>
    public static IReadOnlyList<HelpRow> help() => HelpRow.All;

    private static IWorkspaceCommands Here => Workspace ?? throw new InvalidOperationException("This code does not run in a workspace.");

    private static InvalidOperationException OnItsOwn(string command) =>
        new($"'{command}' changes the workspace under the code that runs in it: submit it on its own.");
}
