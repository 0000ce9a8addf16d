namespace Stet.Migration;

/// <summary>A value as it was before its type was defined again: what <c>static T Migrate(Old old)</c> is given.</summary>
public abstract class Old
{
    /// <summary>The full name of its type then, as reflection writes it: <c>Geo.Vec</c>, <c>Box`1</c>.</summary>
    public abstract string Type { get; }

    /// <summary>The text of the definition that the value was made with; where several types have become one, the texts of all.</summary>
    public abstract string Definition { get; }

    /// <summary>The names of the fields and automatic properties that the value has, those of its base classes first.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>What a field or automatic property held. Objects in it are already of today's types.</summary>
    /// <exception cref="KeyNotFoundException">The value has no such field.</exception>
    /// <exception cref="InvalidCastException">It held something else than a <typeparamref name="T"/>.</exception>
    public abstract T Get<T>(string name);

    public bool Has(string name) => Names.Contains(name);
}
