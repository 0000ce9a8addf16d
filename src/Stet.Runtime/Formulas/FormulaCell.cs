using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Stet.Runtime.Formulas;

/// <summary>A formula as one loaded unit has it: its code, and the value it had when it was evaluated last.</summary>
public abstract class FormulaCell(FormulaTable table, Type home, string name)
{
    public string Name { get; } = name;

    /// <summary>The class that the compiler made of the formula.</summary>
    public Type Home { get; } = home;

    public abstract Type ValueType { get; }

    /// <summary>The value, boxed where it is a value type; read as code reads it.</summary>
    public abstract object? Boxed { get; }

    /// <summary>The value of the last evaluation, whether it still holds or not.</summary>
    public abstract object? Last { get; }

    /// <summary>What the last evaluation threw instead of giving a value.</summary>
    public abstract Exception? Error { get; }

    public abstract bool HasValue { get; }

    protected FormulaTable Table { get; } = table;

    /// <summary>The world for which it was last asked whether this is the newest code, and the answer.</summary>
    internal (int World, bool IsNewest) Standing { get; set; } = (-1, false);

    /// <summary>The formula whose value is here, for the world in <see cref="AttachedIn"/>.</summary>
    internal Dataflow.Formula? Node { get; set; }

    internal int AttachedIn { get; set; } = -1;

    internal void Bound() => Table.Bound(this);

    /// <summary>Runs the formula's code.</summary>
    /// <returns>The version of the value.</returns>
    internal abstract ContentVersion Evaluate(ContentReader reader);

    /// <summary>Takes the value of another load of the same formula, or a restored one. False where it is of another type.</summary>
    internal abstract bool Take(object? value);

    internal abstract void Hold(Exception error);

    internal abstract void Drop();

    /// <summary>Until when the value may be read without asking.</summary>
    internal abstract void Trust(int moment);
}

/// <summary>The cell of a formula of a type.</summary>
public sealed class FormulaCell<T>(FormulaTable table, Type home, string name, Func<T> formula) : FormulaCell(table, home, name)
{
    private readonly FormulaClock clock = table.Clock;
    private Held held = Held.Nothing;

    /// <summary>Whoever has such a value can change nothing by it.</summary>
    private static readonly bool IsPlain = !RuntimeHelpers.IsReferenceOrContainsReferences<T>() || typeof(T) == typeof(string);

    /// <summary>The up-to-date value. While nothing has changed this is a comparison of two numbers.</summary>
    /// <exception cref="FormulaCycleException">The formula is computed from itself.</exception>
    public T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var now = held;
            return now.GoodFor == clock.Now ? now.Value : Read();
        }
    }

    public override Type ValueType => typeof(T);

    public override object? Boxed => Value;

    public override object? Last => held.Value;

    public override Exception? Error => held.Error?.SourceException;

    public override bool HasValue => !ReferenceEquals(held, Held.Nothing) && held.Error is null;

    internal override ContentVersion Evaluate(ContentReader reader)
    {
        var value = LazyValues<T>.Settle(formula());
        held = new(value, null);
        return reader.VersionOf(value);
    }

    internal override bool Take(object? value)
    {
        if (value is T or null && (value is not null || default(T) is null))
        {
            held = new((T)value!, null);
            return true;
        }

        return false;
    }

    /// <summary>With the frames of the evaluation: those of its readers are not added to them.</summary>
    internal override void Hold(Exception error) => held = new(default!, ExceptionDispatchInfo.Capture(error));

    internal override void Drop() => held = Held.Nothing;

    internal override void Trust(int moment) => held.GoodFor = held.Error is null ? moment : FormulaClock.Never;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T Read()
    {
        var before = held;
        if (IsPlain && before.GoodFor >= 0 && before.GoodFor == Table.Graph.Moment && Table.IsUnchanged)
        {
            return before.Value;
        }

        if (!Table.BringUpToDate(this))
        {
            return formula(); // Code of an older world, which has no place to keep its value in.
        }

        var now = held;
        now.Error?.Throw();
        return now.Value;
    }

    /// <summary>What an evaluation gave. Replaced as a whole, so that no thread sees half a value.</summary>
    private sealed class Held(T value, ExceptionDispatchInfo? error)
    {
        public static readonly Held Nothing = new(default!, null);

        public readonly T Value = value;
        public readonly ExceptionDispatchInfo? Error = error;

        /// <summary>The moment at which the value was seen to be up to date and could be trusted without asking.</summary>
        public int GoodFor = FormulaClock.Never;
    }
}

/// <summary>The one number that a read of an up-to-date formula compares.</summary>
public sealed class FormulaClock
{
    /// <summary>No moment: of values that must be asked for.</summary>
    public const int Never = -1;

    /// <summary>While something may change unseen.</summary>
    public const int Ask = -2;

    private volatile int now = Ask;

    public int Now
    {
        get => now;
        internal set => now = value;
    }
}
