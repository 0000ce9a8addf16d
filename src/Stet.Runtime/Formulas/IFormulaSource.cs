using System.Collections.Immutable;
using Stet.Dataflow;
using Stet.Model;
using Stet.Runtime.Capturing;

namespace Stet.Runtime.Formulas;

/// <summary>What the formulas of a workspace ask of who knows its code and its variables.</summary>
public interface IFormulaSource
{
    /// <summary>What is known of a formula's code in the newest world.</summary>
    FormulaCode CodeOf(string formula);

    /// <summary>Looks at the inputs that may have changed, and tells the graph their versions.</summary>
    void Refresh(FormulaGraph graph);

    /// <summary>Of every variable that the running code may change and a formula is computed from; null where one of them may change without being assigned.</summary>
    IReadOnlyList<SlotProbe>? Probes();

    /// <summary>The inputs that a formula's code reaches, with what they are now.</summary>
    /// <param name="code">As <see cref="CodeOf"/> gave it.</param>
    ImmutableArray<Seen> InputsOf(FormulaGraph graph, Formula formula, FormulaCode code);

    /// <summary>The same where running showed more.</summary>
    /// <param name="units">Units whose code is in values that the formula read.</param>
    /// <param name="files">Files that it read.</param>
    ImmutableArray<Seen> InputsOf(FormulaGraph graph, string formula, IEnumerable<string> units, IEnumerable<string> files);

    /// <summary>The version of a value for who reads it: its content, and what the code in it compiles to, the classes of its objects and its functions with all they reach.</summary>
    ContentHash WithCode(ContentVersion version);

    /// <summary>Whether running code may show further inputs: static places of types, which begin when they are used.</summary>
    bool FindsMoreWhileRunning { get; }

    /// <summary>Whether a variable that a formula was computed from holds code at all.</summary>
    bool AnyCodeInValues { get; }

    /// <summary>Why an evaluation may have come out otherwise though nothing it was computed from had changed: code in the values that it read, as far as the formula's own code can have called that.</summary>
    /// <param name="inputs">All that it was computed from.</param>
    /// <param name="held">Code in the values of formulas that it read, each with its formula.</param>
    /// <returns>Null where it may not; otherwise the end of a sentence about it, as in <see cref="FormulaCode.Volatile"/>.</returns>
    string? ImpurityInValues(FormulaGraph graph, string formula, ImmutableArray<Seen> inputs, IReadOnlyList<(string Formula, HeldPlace Code)> held);

    /// <summary>Loads the newest code of a formula, so that its cell is bound.</summary>
    /// <exception cref="BrokenUnitException">It does not compile.</exception>
    FormulaCell Load(string formula);

    /// <summary>Whether a class of generated code is of the newest world.</summary>
    bool IsNewest(Type home);

    /// <summary>The value that was kept of the formula's last evaluation, in the types of today; false where there is none.</summary>
    bool TryRestore(string formula, out object? value);

    /// <summary>An evaluation has ended: it is to be shown in the log. The table's lock is held.</summary>
    void Evaluated(in FormulaRun run);

    /// <summary>What is kept of a formula is not its result any more. Said once, until <see cref="FormulaTable.Kept"/>.</summary>
    void Unkept(string formula);
}

/// <param name="Code">Changes exactly when the formula, or what it reaches that is no formula, compiles to something else.</param>
/// <param name="Certain">Formulas that every evaluation reads.</param>
/// <param name="Volatile">Why its value may differ though nothing it is computed from has changed; null where it may not.</param>
public record FormulaCode(ContentHash Code, ImmutableArray<string> Certain, string? Volatile)
{
    public static FormulaCode Unknown { get; } = new(default, [], null);

    /// <summary>It is proven that the code only reads and computes: it starts nothing, waits for nothing and changes nothing.</summary>
    public bool OnlyComputes { get; init; }
}

/// <summary>One evaluation of a formula.</summary>
/// <param name="Ticks">How long it took, with the formulas that it made run.</param>
/// <param name="Changed">The value is another one than before.</param>
public readonly record struct FormulaRun(string Name, long Ticks, bool Changed, Exception? Error)
{
    public TimeSpan Duration => System.Diagnostics.Stopwatch.GetElapsedTime(0, Ticks);

    /// <summary>The submission for which it ran.</summary>
    public SubmissionNumber In { get; } = Run.Current?.Number ?? default;
}
