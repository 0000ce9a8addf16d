using Stet.Model;

namespace Stet.Dataflow;

/// <summary>Something a formula is computed from: an <see cref="Input"/> or another <see cref="Formula"/>.</summary>
public abstract class Node(string name)
{
    public string Name { get; } = name;

    /// <summary>Of its value: equal values have equal versions.</summary>
    public ContentHash Version { get; protected set; }

    public override string ToString() => Name;
}

/// <summary>A value that is assigned from outside: a variable, a file.</summary>
public sealed class Input(string name) : Node(name)
{
    private readonly HashSet<Formula> readers = [];

    internal void Become(ContentHash version)
    {
        Version = version;
        foreach (var reader in readers)
        {
            reader.InputsMayDiffer = true;
        }
    }

    /// <summary>Whose last evaluation had this input: it is told of a change.</summary>
    internal void AddReader(Formula formula) => readers.Add(formula);

    internal void RemoveReader(Formula formula) => readers.Remove(formula);
}

/// <summary>A node with the version it had when a formula was evaluated.</summary>
public readonly record struct Seen(Node Node, ContentHash Version)
{
    public bool Holds => Node.Version == Version;
}
