using System.Runtime.Loader;
using Stet.Runtime.Formulas;
using Stet.Runtime.Memos;

namespace Stet.Runtime;

/// <summary>How generated code finds the variables it names. Called once per variable and loaded unit, from a static initialiser.</summary>
public static class Slots
{
    /// <summary>The existing variable, its value loaded.</summary>
    public static VariableSlot<T> Bind<T>(Type asker, string name) => TableOf(asker).Bind<T>(name);

    /// <summary>A variable that the running submission defines, or defines again with another type; it is adopted when it has been assigned.</summary>
    public static VariableSlot<T> Declare<T>(Type asker, string name) => TableOf(asker).Declare<T>(name);

    private static ISlotTable TableOf(Type asker) =>
        (AssemblyLoadContext.GetLoadContext(asker.Assembly) as UnitContext)?.Slots
        ?? throw new InvalidOperationException($"{asker} was not loaded as a unit of a workspace.");
}

/// <summary>The variables of one workspace, as seen by the code of one world.</summary>
public interface ISlotTable
{
    /// <exception cref="VariableUnavailableException">The variable does not exist any more, is live, or its stored value is damaged.</exception>
    VariableSlot<T> Bind<T>(string name);

    VariableSlot<T> Declare<T>(string name);

    /// <summary>The first static place of a type begins: gives it the values that were kept.</summary>
    /// <exception cref="VariableUnavailableException">They cannot be restored.</exception>
    void Start(BegunStatics statics);

    /// <summary>Where the values of formulas are.</summary>
    FormulaTable Formulas { get; }

    /// <summary>Where the results of functions marked <c>[Memo]</c> are.</summary>
    MemoTable Memos { get; }
}

/// <summary>A variable cannot be read: what it was, why, and what to do.</summary>
public sealed class VariableUnavailableException(string message) : Exception(message);
