using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;
using System.Text;

namespace Stet.Runtime.RoundTrip;

/// <summary>
/// Random graphs with sharing and cycles, the same for the same seed in every process: first objects of random kinds, then random
/// references between them.
/// </summary>
internal sealed class GraphMaker
{
    readonly Random _random;
    readonly List<object> _pool = [];
    readonly List<Action> _wiring = [];
    readonly int _size;

    public GraphMaker(int seed, int size) => (_random, _size) = (new Random(seed), size);

    public object Make()
    {
        for (int i = 0; i < _size; i++) _pool.Add(One());
        foreach (var wire in _wiring) wire();
        return _pool.ToArray();
    }

    object One() => _random.Next(34) switch
    {
        0 or 1 or 2 => Wired(new Node(), Wire),
        3 => Wired(new Special { Extra = _random.NextDouble() }, s =>
        {
            Wire(s);
            s.Any = Any();
        }),
        4 or 5 => Leaf(),
        6 => Wired(new Box<object>(), b => b.Value = Any()),
        7 => Wired(new Box<Pair>(), b => b.Value = Pair()),
        8 => Wired(new List<object?>(), l => Times(() => l.Add(Any()))),
        9 => Wired(new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase), d => Times(() => d[$"key {_random.Next(50)}"] = Any())),
        10 => Wired(new Dictionary<Leaf, object?>(), d => Times(() => d[Leaf()] = Any())),
        11 => Wired(new Dictionary<object, int>(ReferenceEqualityComparer.Instance), d => Times(() => d[Pooled()] = 1)),
        12 => Wired(new HashSet<Leaf>(), s => Times(() => s.Add(Leaf()))),
        13 => Wired(new object?[_random.Next(5)], a => Each(a.Length, i => a[i] = Any())),
        14 => Wired(new Node?[2, 3], a => a[1, 2] = Pooled<Node>()),
        15 => Numbers(_random.Next(3)),
        16 => Wired(new Pair[_random.Next(4)], a => Each(a.Length, i => a[i] = Pair())),
        17 => Wired(new Queue<object?>(), q => Times(() => q.Enqueue(Any()))),
        18 => Wired(new Stack<object?>(), s => Times(() => s.Push(Any()))),
        19 => Wired(new LinkedList<object?>(), l => Times(() => l.AddLast(Any()))),
        20 => Wired(new SortedDictionary<int, object?>(new Scaled(-1)), d => Times(() => d[_random.Next(20)] = Any())),
        21 => Wired(new ConcurrentDictionary<int, object?>(), d => Times(() => d[_random.Next(20)] = Any())),
        22 => Wired(new ObservableCollection<object?>(), c => Times(() => c.Add(Any()))),
        23 => ImmutableList.CreateRange(Made()),
        24 => Made().Select((o, i) => KeyValuePair.Create(i, o)).ToImmutableDictionary(new Scaled(3)),
        25 => Made().Select((o, i) => KeyValuePair.Create(i, o)).ToFrozenDictionary(),
        26 => ImmutableArray.CreateRange(Made()),
        27 => Closure(),
        28 => Wired(new StrongDelegate(), d => d.Call = Combined()),
        29 => new StringBuilder($"text {_random.Next()}"),
        30 => Wired(new ByName(), b => Each(3, i => b.Add(new Leaf($"name {i}", i, i)))),
        31 => Wired(new Hashtable(), t => Times(() => t[_random.Next(20)] = Any())),
        32 => Wired(new Dictionary<int, Pair>(new Scaled(2)), d => Times(() => d[_random.Next(20)] = Pair())),
        _ => Scalar()!,
    };

    object Scalar() => _random.Next(12) switch
    {
        0 => _random.Next(),
        1 => _random.NextDouble(),
        2 => $"text {_random.Next(10)} \u4E2D",
        3 => new decimal(_random.Next()) / 100,
        4 => new DateTime(_random.NextInt64(DateTime.MaxValue.Ticks), (DateTimeKind)_random.Next(3)),
        5 => new BigInteger(_random.NextInt64()) * _random.NextInt64(),
        6 => Colour.Green,
        7 => (_random.Next(), Text()),
        8 => new Uri($"https://example.org/{_random.Next(10)}"),
        9 => typeof(Box<Dictionary<int, Leaf[]>>),
        10 => new Complex(_random.NextDouble(), 1),
        _ => new Version(1, _random.Next(5)),
    };

    Func<object?> Closure()
    {
        object? captured = null;
        int calls = _random.Next(5);
        Func<object?> get = () => calls++ < 0 ? null : captured;
        _wiring.Add(() => captured = Any());
        return get;
    }

    Action? Combined() => _random.Next(3) == 0 ? null : (Action)Static + new Node().GetHashCodeOfName + (Pooled<Node>() is { } node ? node.GetHashCodeOfName : Static);

    static void Static()
    {
    }

    Array Numbers(int kind) => kind switch
    {
        0 => Enumerable.Range(0, _random.Next(20)).ToArray(),
        1 => Enumerable.Range(0, _random.Next(5)).Select(i => new Numbers { Small = (byte)i, Large = i * 0.5, When = DateTime.UnixEpoch.AddDays(i) }).ToArray(),
        _ => Enumerable.Range(0, _random.Next(5)).Select(i => i % 2 == 0 ? (int?)i : null).ToArray(),
    };

    void Wire(Node node)
    {
        (node.Name, node.Next, node.Any, node.Named) = (Text(), Pooled<Node>(), Any(), Pooled<INamed>());
        (node.Pair, node.Colour, node.Perhaps) = (Pair(), Colour.Red, _random.Next(2) == 0 ? null : Colour.Green);
        (node.Count, node.Tuple, node.Big) = (_random.Next(2) == 0 ? null : 3, (_random.Next(), Any()), _random.NextInt64());
        node.Numbers = new() { Small = 3, Large = _random.NextDouble(), When = DateTime.UnixEpoch };
        if (_random.Next(3) == 0) node.Children = [Pooled<Node>(), null, Pooled<Node>()];
    }

    Leaf Leaf() => new(Text(), _random.Next(100), new decimal(_random.Next()) / 100);

    Pair Pair() => new() { First = Any(), Number = (short)_random.Next(short.MaxValue), Second = Pooled<Leaf>() };

    string? Text() => _random.Next(4) == 0 ? null : $"text {_random.Next(10)}";

    object? Any() => _random.Next(5) switch
    {
        0 => null,
        1 => Scalar(),
        _ => Pooled(),
    };

    object Pooled() => _pool[_random.Next(_pool.Count)];

    T? Pooled<T>() where T : class => Pooled() as T ?? _pool.OfType<T>().FirstOrDefault();

    object?[] Made() => _pool.Count == 0 ? [] : [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Any())];

    T Wired<T>(T made, Action<T> wire)
    {
        _wiring.Add(() => wire(made));
        return made;
    }

    void Times(Action add) => Each(_random.Next(5), _ => add());

    static void Each(int count, Action<int> act)
    {
        for (int i = 0; i < count; i++) act(i);
    }
}

internal sealed class StrongDelegate
{
    public Action? Call;
}

internal static class Calls
{
    public static void GetHashCodeOfName(this Node node) => _ = node.Name?.Length;
}
