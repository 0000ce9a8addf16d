namespace Stet.Migration;

/// <summary>A variable that could not follow its type and was set aside as plain data: one line of <c>stranded</c>.</summary>
public abstract class StrandedValue
{
    /// <summary>The variable's name.</summary>
    public abstract string Name { get; }

    /// <summary>The C# type it had.</summary>
    public abstract string Type { get; }

    /// <summary>Why it could not be carried: paths and reasons.</summary>
    public abstract string Reason { get; }

    /// <summary>The text of the definitions that its values were made with.</summary>
    public abstract IReadOnlyList<string> Definitions { get; }

    /// <summary>What it holds, readable without the types it had.</summary>
    public abstract PlainValue Data { get; }

    /// <summary>The value in today's types, matched by name and by their <c>Migrate</c>.</summary>
    /// <exception cref="InvalidOperationException">It still does not fit; the message says where and why.</exception>
    public abstract T Convert<T>();

    public override string ToString() => $"{Name} ({Type}): {Reason}";
}

/// <summary>A stored value as plain data.</summary>
public abstract class PlainValue
{
    /// <summary>Name of the type it had.</summary>
    public abstract string Type { get; }

    /// <summary>The number, text or other simple value; null for what has parts.</summary>
    public abstract object? Value { get; }

    /// <summary>Names of its fields and automatic properties.</summary>
    public abstract IReadOnlyList<string> Members { get; }

    /// <summary>Elements of an array or collection; empty for other values.</summary>
    public abstract IReadOnlyList<PlainValue> Elements { get; }

    /// <exception cref="KeyNotFoundException">It has no such member.</exception>
    public abstract PlainValue this[string member] { get; }

    public PlainValue this[int index] => Elements[index];

    /// <summary>A simple value of a member: <c>v.Get&lt;int&gt;("X")</c>.</summary>
    public T Get<T>(string member) => this[member].Value is T fits ? fits : (T)System.Convert.ChangeType(this[member].Value!, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
}
