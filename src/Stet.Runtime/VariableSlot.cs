namespace Stet.Runtime;

/// <summary>Where a workspace variable's live value is. Generated code reads and writes <see cref="VariableSlot{T}.Value"/> directly.</summary>
public abstract class VariableSlot(string name)
{
    public string Name { get; } = name;

    /// <summary>The variable's declared type.</summary>
    public abstract Type ValueType { get; }

    /// <summary>The value, boxed where it is a value type.</summary>
    public abstract object? Boxed { get; set; }

    /// <summary>Null where a value of the type may change without being assigned.</summary>
    public abstract SlotProbe? Probe();

    /// <summary>Leaves the type's default: for a value that cannot be had in the newest world, so that nothing old stays in reach.</summary>
    public abstract void Clear();
}

public sealed class VariableSlot<T>(string name) : VariableSlot(name)
{
    /// <summary>A field, not a property: code takes references to it and calls mutating members on it.</summary>
    public T Value = default!;

    public override Type ValueType => typeof(T);

    public override object? Boxed
    {
        get => Value;
        set => Value = (T)value!;
    }

    public override SlotProbe? Probe() => SlotProbe<T>.CanTell ? new SlotProbe<T>(this) : null;

    public override void Clear() => Value = default!;
}
