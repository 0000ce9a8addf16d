namespace Stet.Images;

/// <summary>An image as plain data. Objects are <see cref="PlainNode"/>s; sharing and cycles are kept.</summary>
/// <param name="IsCut">Something was left out for its size; the nodes concerned say what.</param>
public sealed record PlainGraph(IReadOnlyList<PlainRoot> Roots, IReadOnlyList<PlainNode> Nodes, IReadOnlyList<PlainLivePart> LiveParts, bool IsCut);

/// <param name="DeclaredType">The variable's static type.</param>
/// <param name="Value">As <see cref="PlainField.Value"/>.</param>
public sealed record PlainRoot(string Name, PlainType DeclaredType, object? Value);

/// <summary>A thing that could not be stored, and where it stood.</summary>
public sealed record PlainLivePart(string Path, string Type, string Reason);

/// <param name="Name">As C# writes it, without namespaces: <c>List&lt;Day&gt;</c>, <c>int[,]</c>.</param>
/// <param name="FullName">As reflection writes the definition: <c>System.Collections.Generic.List`1</c>; for arrays the same as the name.</param>
/// <param name="Unit">The workspace unit it is of; null for the framework's and packages'.</param>
public sealed record PlainType(string Name, string FullName, string? Unit);

/// <param name="Name">The source's name: of the property behind whose field it stands, of the captured variable, of the field.</param>
/// <param name="Value">
/// Null; a primitive of the base library (int, decimal, DateTime, BigInteger, ...); a string; a <see cref="PlainEnum"/>,
/// <see cref="PlainStruct"/>, <see cref="PlainType"/> or <see cref="PlainMethod"/>; for all other objects a <see cref="PlainNode"/>.
/// </param>
public sealed record PlainField(string Name, object? Value);

/// <param name="Member">The member with this number, or several of a flags enum joined by commas; null where none has it.</param>
public sealed record PlainEnum(PlainType Type, string? Member, long Number);

/// <summary>A struct, or a row of a collection with several columns (<c>key</c>, <c>value</c>).</summary>
/// <param name="Type">Null for a row.</param>
public sealed record PlainStruct(PlainType? Type, IReadOnlyList<PlainField> Fields);

public sealed record PlainMethod(PlainType? DeclaringType, string Name, string Signature);

/// <summary>An object of an image. Compared by reference: a node is the object.</summary>
public sealed class PlainNode
{
    internal PlainNode(int number, PlainType type) => (Number, Type) = (number, type);

    /// <summary>Objects are numbered from 0, those near the variables first.</summary>
    public int Number { get; }

    public PlainType Type { get; }

    /// <summary>Fields of base classes first.</summary>
    public IReadOnlyList<PlainField> Fields { get; internal set; } = [];

    /// <summary>Elements of an array or rows of a collection, as <see cref="PlainField.Value"/>; perhaps only the first ones.</summary>
    public IReadOnlyList<object?> Elements { get; internal set; } = [];

    /// <summary>How many elements there are, whether read or not; null for what is no collection.</summary>
    public long? Count { get; internal set; }

    /// <summary>Lengths of an array of several dimensions.</summary>
    public IReadOnlyList<int>? Lengths { get; internal set; }

    /// <summary>What a box holds, as <see cref="PlainField.Value"/>; null for other objects.</summary>
    public object? Boxed { get; internal set; }

    /// <summary>Why it could not be stored; null where it was.</summary>
    public string? LiveReason { get; internal set; }

    /// <summary>False where the limits were reached before its content was read.</summary>
    public bool IsRead { get; internal set; }

    public override string ToString() => $"{Type.Name} #{Number}";
}
