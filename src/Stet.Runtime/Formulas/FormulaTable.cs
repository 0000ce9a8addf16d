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
    private readonly Dictionary<string, FormulaCell> cells = [];
    private readonly Dictionary<string, IReadOnlyList<string>> units = [];
    private readonly HashSet<string> shareable = [];
    private readonly HashSet<string> handedOut = [];
    private readonly System.Collections.Concurrent.ConcurrentQueue<FormulaCell> arrived = [];
    private int world;
    private bool isChanging;
    private bool isDoubtful = true;
    private int running;

    public FormulaTable(IFormulaSource source)
    {
        this.source = source;
        Graph = new(FactsOf);
    }

    public FormulaClock Clock { get; } = new();

    public ContentReader Reader { get; } = new();

    /// <summary>To be looked at only inside of <see cref="Locked{T}"/>.</summary>
    public FormulaGraph Graph { get; }

    /// <summary>Formulas that are being evaluated, with the time since when.</summary>
    public Dictionary<string, long> InProgress { get; } = [];

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

    /// <summary>Code runs that may change what formulas are computed from: until <see cref="EndOfChanges"/> every read looks at it.</summary>
    public void BeginOfChanges() => Locked(_ => (isChanging, Clock.Now) = (true, FormulaClock.Ask));

    public void EndOfChanges() => Locked(_ => (isChanging, isDoubtful, Clock.Now) = (false, true, FormulaClock.Ask));

    /// <summary>Something may have changed since the last read: it is looked at with the next one.</summary>
    public void Doubt() => Locked(_ => (isDoubtful, Clock.Now) = (true, FormulaClock.Ask));

    /// <summary>There is another world: code may have changed, and formulas may be gone.</summary>
    /// <param name="defined">The names of all formulas.</param>
    public void CodeChanged(IReadOnlySet<string> defined) => Locked(graph =>
    {
        foreach (var gone in graph.Formulas.Select(f => f.Name).Where(name => !defined.Contains(name)).ToList())
        {
            graph.Remove(gone);
            cells.Remove(gone);
        }

        world++;
        graph.CodeChanged();
        (isDoubtful, Clock.Now) = (true, FormulaClock.Ask);
        return true;
    });

    /// <summary>The value that is held is not to be used any more, though it may still be right; it is restored or computed at the next read.</summary>
    public void DropValues(IEnumerable<string> names) => Locked(_ =>
    {
        foreach (var name in names)
        {
            cells.GetValueOrDefault(name)?.Drop();
        }

        Clock.Now = FormulaClock.Ask;
        return true;
    });

    /// <summary>The cell of the newest world, bound.</summary>
    /// <exception cref="BrokenUnitException">It does not compile.</exception>
    public FormulaCell CellOf(string name) => Locked(_ => Loaded(name));

    /// <summary>The cell of the newest world; null while nothing has read the formula.</summary>
    public FormulaCell? Known(string name) => Locked(_ => cells.GetValueOrDefault(name));

    /// <summary>Units whose types or code the formula's value contains.</summary>
    public IReadOnlyList<string> UnitsIn(string name) => units.GetValueOrDefault(name, []);

    /// <summary>The value may share objects with variables.</summary>
    public bool IsShareable(string name) => shareable.Contains(name);

    /// <summary>Brings the value of a cell up to date, by running what has to be run.</summary>
    /// <returns>False where the cell is of code that is not the newest: it has no place here.</returns>
    internal bool BringUpToDate(FormulaCell cell)
    {
        var frame = EvaluationFrame.Current;
        gate.Enter();
        try
        {
            if (!IsAttached(cell))
            {
                return false;
            }

            var formula = Graph.Formula(cell.Name);
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
        if (isChanging)
        {
            handedOut.UnionWith(Ancestry.FormulasOf(formula).Select(f => f.Name).Where(shareable.Contains));
        }

        if (running == 0 && !isChanging && !isDoubtful)
        {
            Clock.Now = Graph.Moment;
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

        var cell = Loaded(formula.Name);
        if (!cell.HasValue && cell.Error is null && !Restored(cell))
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

        foreach (var name in handedOut)
        {
            if (cells.GetValueOrDefault(name) is { HasValue: true } cell && Reader.VersionOf(cell.Last, cell.ValueType).Hash != Graph.Formula(name).Version)
            {
                cell.Drop();
            }
        }

        handedOut.Clear();
    }

    private bool Restored(FormulaCell cell)
    {
        if (!source.TryRestore(cell.Name, out var value) || !cell.Take(value))
        {
            return false;
        }

        var version = Reader.VersionOf(value, cell.ValueType);
        (units[cell.Name], _) = (version.Units, version.Shareable ? shareable.Add(cell.Name) : shareable.Remove(cell.Name));
        return true;
    }

    /// <summary>A cell has a place here when it is of the newest code. Whatever was held by an earlier load of the same formula goes on in it.</summary>
    private bool IsAttached(FormulaCell cell)
    {
        if (!IsNewest(cell))
        {
            return false;
        }

        var known = cells.GetValueOrDefault(cell.Name);
        if (ReferenceEquals(known, cell))
        {
            return true;
        }

        cells[cell.Name] = cell;
        if (known is { HasValue: true })
        {
            cell.Take(known.Last);
        }
        else if (known?.Error is { } error)
        {
            cell.Hold(error);
        }

        return true;
    }

    private FormulaCell Loaded(string name)
    {
        if (cells.TryGetValue(name, out var known) && IsNewest(known))
        {
            return known;
        }

        source.Load(name);
        Attach();
        return cells.TryGetValue(name, out var loaded) ? loaded : throw new InvalidOperationException($"The code of {name} was loaded and has no cell.");
    }

    /// <summary>
    /// Called when the code of a formula is loaded, from a static initialiser: no lock is taken there, since another thread may wait for the initialiser
    /// with the lock in its hands.
    /// </summary>
    internal void Bound(FormulaCell cell) => arrived.Enqueue(cell);

    private void Attach()
    {
        while (arrived.TryDequeue(out var cell))
        {
            IsAttached(cell);
        }
    }

    private bool IsNewest(FormulaCell cell)
    {
        if (cell.Standing.World != world)
        {
            cell.Standing = (world, source.IsNewest(cell.Home));
        }

        return cell.Standing.IsNewest;
    }

    private FormulaFacts FactsOf(Formula formula)
    {
        var code = source.CodeOf(formula.Name);
        return new(code.Code, [.. code.Certain.Select(Graph.Formula)], code.Volatile);
    }
}
