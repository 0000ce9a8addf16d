using System.Runtime.Loader;

namespace Stet.Runtime.Formulas;

/// <summary>How generated code finds the cell of the formula it defines. Called once per loaded unit, from a static initialiser.</summary>
public static class Cells
{
    public static FormulaCell<T> Bind<T>(Type asker, string name, Func<T> formula) => Bound(new FormulaCell<T>(TableOf(asker), asker, name, formula));

    /// <summary>The value of such a formula is what it awaits.</summary>
    public static FormulaCell<T> Bind<T>(Type asker, string name, Func<Task<T>> formula) => Bind(asker, name, () => formula().GetAwaiter().GetResult());

    private static FormulaCell<T> Bound<T>(FormulaCell<T> cell)
    {
        cell.Bound();
        return cell;
    }

    private static FormulaTable TableOf(Type asker) =>
        (AssemblyLoadContext.GetLoadContext(asker.Assembly) as UnitContext)?.Slots.Formulas
        ?? throw new InvalidOperationException($"{asker} was not loaded as a unit of a workspace.");
}
