using Stet.Dataflow;

namespace Stet.Runtime.Formulas;

/// <content>Which cell has the value of a formula: that of the newest code.</content>
public sealed partial class FormulaTable
{
    /// <summary>A cell has a place here when it is of the newest code. Whatever was held by an earlier load of the same formula goes on in it.</summary>
    private bool IsAttached(FormulaCell cell)
    {
        if (cell.AttachedIn == world && StateOf(cell.Node!).Cell == cell)
        {
            return true;
        }

        if (!IsNewest(cell))
        {
            return false;
        }

        var formula = Graph.Formula(cell.Name);
        var state = StateOf(formula);
        (cell.Node, cell.AttachedIn) = (formula, world);
        if (state.Cell is { } known && known != cell)
        {
            TakeOver(known, cell);
        }

        state.Cell = cell;
        return true;
    }

    private static void TakeOver(FormulaCell known, FormulaCell cell)
    {
        if (known.HasValue)
        {
            cell.Take(known.Last);
        }
        else if (known.Error is { } error)
        {
            cell.Hold(error);
        }
    }

    private FormulaCell Loaded(Formula formula)
    {
        var state = StateOf(formula);
        if (state.Cell is { } known && IsNewest(known))
        {
            return known;
        }

        var loaded = source.Load(formula.Name);
        Attach();
        return IsAttached(loaded) ? loaded : state.Cell ?? throw new InvalidOperationException($"The code of {formula} was loaded and has no cell.");
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
}
