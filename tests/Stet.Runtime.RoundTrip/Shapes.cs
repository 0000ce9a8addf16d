using System.Collections.ObjectModel;
using System.Numerics;

namespace Stet.Runtime.RoundTrip;

internal interface INamed
{
    string? Name { get; }
}

internal sealed record Leaf(string? Name, int Number, decimal Amount) : INamed;

internal enum Colour : byte
{
    Red = 1,
    Green = 200,
}

internal struct Pair
{
    public object? First;
    public short Number;
    public Leaf? Second;
}

internal struct Numbers
{
    public byte Small;
    public double Large;
    public DateTime When;
}

internal class Node : INamed
{
    readonly long _id = 7;
    public string? Name { get; set; }
    public Node? Next;
    public object? Any;
    public INamed? Named;
    public Pair Pair;
    public Numbers Numbers;
    public Colour Colour;
    public Colour? Perhaps;
    public int? Count;
    public (int, object?) Tuple;
    public BigInteger Big;
    public List<Node?>? Children;
    public long Id => _id;
}

internal sealed class Special : Node
{
    public double Extra;
    public new object? Any;
}

internal sealed class Box<T>
{
    public T? Value;
}

internal sealed class ByName : KeyedCollection<string, Leaf>
{
    protected override string GetKeyForItem(Leaf item) => item.Name ?? "";
}

internal sealed class Scaled(int scale) : IEqualityComparer<int>, IComparer<int>
{
    public bool Equals(int x, int y) => x * scale == y * scale;

    public int GetHashCode(int number) => number * scale;

    public int Compare(int x, int y) => (x * scale).CompareTo(y * scale);
}
