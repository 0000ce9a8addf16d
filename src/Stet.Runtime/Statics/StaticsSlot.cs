namespace Stet.Runtime;

/// <summary>
/// Where the values of a type's static places are: in the type itself once its initialisation has begun; until then in the slot, restored and not yet used.
/// </summary>
public sealed class StaticsSlot : VariableSlot
{
    private StaticFields? waiting;

    /// <summary>Values for a type that has not been used yet.</summary>
    public StaticsSlot(string name, StaticFields values)
        : base(name) => waiting = values;

    public StaticsSlot(string name, BegunStatics begun)
        : base(name) => Begun = begun;

    /// <summary>Null while the type has not been used.</summary>
    public BegunStatics? Begun { get; private set; }

    /// <inheritdoc />
    public override Type ValueType => Begun?.Holder ?? waiting!.GetType();

    /// <inheritdoc />
    public override object? Boxed
    {
        get => Begun?.Read() ?? waiting;
        set
        {
            if (Begun is null)
            {
                waiting = (StaticFields)value!;
            }
            else
            {
                Begun.Write((StaticFields)value!);
            }
        }
    }

    /// <summary>The type's initialisation begins: the waiting values are its own from now on.</summary>
    public StaticFields? Bind(BegunStatics begun)
    {
        var values = waiting;
        (Begun, waiting) = (begun, null);
        return values;
    }

    /// <inheritdoc />
    public override SlotProbe? Probe() => null;

    public override void Clear() => Boxed = StaticFields.Empty(ValueType);
}
