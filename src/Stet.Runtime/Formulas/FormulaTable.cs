using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Stet.Dataflow;

namespace Stet.Runtime.Formulas;

/// <summary>
/// The formulas of one workspace as they run. <see cref="Wave"/> says which must be run for a value to be up to date; here they are run, what they read is
/// noted, and their values are held. One lock guards all that is known; user code runs outside of it. Invariants: a formula is run by one thread at a time,
/// and who wants it meanwhile waits; what is stopped leaves no result; a read from outside of evaluations sees the present, one from within sees the
/// moment of its evaluation. Held by <c>FormulaTests</c>.
/// </summary>
public sealed partial class FormulaTable
{
    private readonly IFormulaSource source;
    private readonly FormulaLock gate = new();
    private readonly HashSet<Formula> handedOut = [];
    private readonly System.Collections.Concurrent.ConcurrentQueue<FormulaCell> arrived = [];
    private int world;
    private bool isChanging;
    private bool isDoubtful = true;
    private int running;
    private int shareable;
    private int holding;
    private IReadOnlyList<SlotProbe>? probes;

    /// <summary>The evaluation that the thread which has the lock runs without giving it up; null while there is none.</summary>
    private EvaluationFrame? here;

    public FormulaTable(IFormulaSource source)
    {
        this.source = source;
        Graph = new(FactsOf);
    }

    public FormulaClock Clock { get; } = new();

    public ContentReader Reader { get; } = new();

    /// <summary>To be looked at only inside of <see cref="Locked{T}"/>.</summary>
    public FormulaGraph Graph { get; }

    /// <summary>Whether the formula is being evaluated; asked inside of <see cref="Locked{T}"/>.</summary>
    public bool IsInProgress(Formula formula) => StateOf(formula).Since != 0;

    /// <summary>
    /// Code runs that may change variables, and none of them has changed since a read looked at all. Asked without the lock; false where that cannot be told so
    /// cheaply, and inside of evaluations, whose reads are noted.
    /// </summary>
    internal bool IsUnchanged
    {
        get
        {
            if (Volatile.Read(ref probes) is not { } all || EvaluationFrame.Current is not null)
            {
                return false;
            }

            for (var i = 0; i < all.Count; i++)
            {
                if (!all[i].Holds)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Why the result that there is holds for one look only, by code in the values that it was computed from; null where it does not. Asked inside of <see cref="Locked{T}"/>.</summary>
    public string? ImpurityInValues(Formula formula) => formula.HasResult && formula.Code == Graph.FactsOf(formula).Code && formula.Inputs.All(i => i.Holds) ? StateOf(formula).ImpurityInValues : null;

    public T Locked<T>(Func<FormulaGraph, T> look)
    {
        gate.Enter();
        try
        {
            return look(Graph);
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>Looks with all inputs as they are now.</summary>
    /// <param name="look">Given the moment for which what it finds holds; <see cref="FormulaClock.Never"/> where it may change at any time.</param>
    public T Present<T>(Func<FormulaGraph, int, T> look)
    {
        gate.Enter();
        try
        {
            if (isChanging || isDoubtful)
            {
                LookAtResults();
                source.Refresh(Graph);
                isDoubtful = false;
            }

            if (running == 0 && !isChanging && !isDoubtful)
            {
                Clock.Now = Graph.Moment;
            }

            return look(Graph, isChanging ? FormulaClock.Never : Graph.Moment);
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>Code runs that may change what formulas are computed from: until <see cref="EndOfChanges"/> every read looks at it.</summary>
    public void BeginOfChanges() => Locked(_ =>
    {
        isChanging = true;
        return Ask();
    });

    public void EndOfChanges() => Locked(_ =>
    {
        (isChanging, isDoubtful) = (false, true);
        return Ask();
    });

    /// <summary>Something may have changed since the last read: it is looked at with the next one.</summary>
    public void Doubt() => Locked(_ =>
    {
        isDoubtful = true;
        return Ask();
    });

    /// <summary>There is another world: code may have changed, and formulas may be gone.</summary>
    /// <param name="defined">The names of all formulas.</param>
    public void CodeChanged(IReadOnlySet<string> defined) => Locked(graph =>
    {
        foreach (var gone in graph.Formulas.Select(f => f.Name).Where(name => !defined.Contains(name)).ToList())
        {
            shareable -= StateOf(graph.Formula(gone)).IsShareable ? 1 : 0;
            holding -= StateOf(graph.Formula(gone)).Held.Count > 0 ? 1 : 0;
            graph.Remove(gone);
        }

        world++;
        Attach(); // Those of an older world would keep its code loaded.
        graph.CodeChanged();
        isDoubtful = true;
        return Ask();
    });

    /// <summary>The value that is held is not to be used any more, though it may still be right; it is restored or computed at the next read.</summary>
    public void DropValues(IEnumerable<string> names) => Locked(graph =>
    {
        foreach (var name in names)
        {
            CellOf(graph.Find(name))?.Drop();
        }

        return Ask();
    });

    /// <summary>The last evaluation by this process; null where there was none.</summary>
    public FormulaRun? LastRunOf(string name) => Locked(graph => graph.Find(name) is { } formula ? StateOf(formula).LastRun : null);

    /// <summary>The results are being kept: the source is to be told of the next ones.</summary>
    public void Kept(IEnumerable<string> names) => Locked(graph =>
    {
        foreach (var formula in names.Select(graph.Find).OfType<Formula>())
        {
            StateOf(formula).IsToldUnkept = false;
        }

        return true;
    });

    /// <summary>The cell of the newest world, bound.</summary>
    /// <exception cref="BrokenUnitException">It does not compile.</exception>
    public FormulaCell CellOf(string name) => Locked(graph => Loaded(graph.Formula(name)));

    /// <summary>The cell of the newest world; null while nothing has read the formula.</summary>
    public FormulaCell? Known(string name) => Locked(graph => CellOf(graph.Find(name)));

    /// <summary>Units whose types or code the formula's value contains.</summary>
    public IReadOnlyList<string> UnitsIn(string name) => Locked(graph => graph.Find(name) is { } formula ? StateOf(formula).Units : []);

    /// <summary>Where relative file names began when it was evaluated last; null where it read no files.</summary>
    public string? DirectoryOf(string name) => Locked(graph => graph.Find(name) is { } formula ? StateOf(formula).Directory : null);

    /// <summary>What was known of the last evaluation, by an earlier process, beside what the graph remembers.</summary>
    public void Recalled(string name, string? directory) => Locked(graph => StateOf(graph.Formula(name)).Directory = directory);

    /// <summary>The value may share objects with variables.</summary>
    public bool IsShareable(string name) => Locked(graph => graph.Find(name) is { } formula && StateOf(formula).IsShareable);

    private static FormulaState StateOf(Formula formula) => (FormulaState)(formula.Attached ??= new FormulaState());

    private static FormulaCell? CellOf(Formula? formula) => formula is null ? null : StateOf(formula).Cell;

    /// <summary>From now on every read asks.</summary>
    private bool Ask()
    {
        Volatile.Write(ref probes, null);
        Clock.Now = FormulaClock.Ask;
        return true;
    }

    /// <summary>Brings the value of a cell up to date, by running what has to be run.</summary>
    /// <returns>False where the cell is of code that is not the newest: it has no place here.</returns>
    internal bool BringUpToDate(FormulaCell cell)
    {
        gate.Enter();
        try
        {
            var frame = here ?? EvaluationFrame.Current;
            if (!IsAttached(cell))
            {
                return false;
            }

            var formula = cell.Node!;
            if (frame is not null)
            {
                Within(frame, formula);
            }
            else
            {
                FromOutside(formula, cell);
            }

            return true;
        }
        finally
        {
            gate.Exit();
        }
    }

    private void Within(EvaluationFrame frame, Formula formula)
    {
        if (frame.IsAbove(formula))
        {
            throw new FormulaCycleException(frame.PathFrom(formula));
        }

        Settle(formula, frame.Moment, frame.Look, frame);
        frame.Note(formula);
    }

    private void FromOutside(Formula formula, FormulaCell cell)
    {
        if (isChanging || isDoubtful)
        {
            LookAtResults();
            source.Refresh(Graph);
            isDoubtful = false;
        }

        Graph.LookAgain();
        Settle(formula, Graph.Moment, Graph.Look, null);
        if (isChanging && shareable > 0)
        {
            handedOut.UnionWith(Ancestry.FormulasOf(formula).Where(f => StateOf(f).IsShareable));
        }

        if (running == 0 && !isDoubtful)
        {
            if (isChanging)
            {
                Volatile.Write(ref probes, source.Probes());
            }
            else
            {
                Clock.Now = Graph.Moment;
            }

            if (!formula.IsUnsettled && cell.HasValue && formula.IsFresh(Graph.Moment, Graph.Look))
            {
                cell.Trust(Graph.Moment);
            }
        }
    }

    private void Settle(Formula formula, int moment, int look, EvaluationFrame? frame)
    {
        if (!formula.IsFresh(moment, look))
        {
            Run(new Wave(Graph, formula, moment, look, frame is null ? null : frame.IsAbove), frame);
        }

        var cell = Loaded(formula);
        if (!cell.HasValue && cell.Error is null && !Restored(formula, cell))
        {
            Graph.Forget(formula);
            Run(new Wave(Graph, formula, moment, look, frame is null ? null : frame.IsAbove), frame);
        }
    }

    /// <summary>
    /// A result that code got hold of which changes objects may have been changed itself: then it is no result any more, and is made again. Not while that
    /// code still runs: it sees its own changes.
    /// </summary>
    private void LookAtResults()
    {
        if (isChanging)
        {
            return;
        }

        foreach (var formula in handedOut)
        {
            if (CellOf(formula) is { HasValue: true } cell && source.WithCode(Reader.VersionOf(cell.Last, cell.ValueType)) != formula.Version)
            {
                cell.Drop();
            }
        }

        handedOut.Clear();
    }

    private bool Restored(Formula formula, FormulaCell cell)
    {
        if (!source.TryRestore(cell.Name, out var value) || !cell.Take(value))
        {
            return false;
        }

        Note(StateOf(formula), Reader.VersionOf(value, cell.ValueType));
        return true;
    }

    private void Note(FormulaState state, ContentVersion version)
    {
        shareable += (version.Shareable ? 1 : 0) - (state.IsShareable ? 1 : 0);
        holding += (version.Held.Count > 0 ? 1 : 0) - (state.Held.Count > 0 ? 1 : 0);
        (state.Units, state.Held, state.IsShareable) = (version.Units, version.Held, version.Shareable);
    }

    private FormulaFacts FactsOf(Formula formula)
    {
        var code = StateOf(formula).Code = source.CodeOf(formula.Name);
        return new(code.Code, [.. code.Certain.Select(Graph.Formula)], code.Volatile);
    }
}
