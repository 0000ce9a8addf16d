using System.Collections;
using System.Reflection;
using System.Text;

namespace Stet.Runtime.RoundTrip;

/// <summary>
/// Whether two graphs have the same structure and the same identity: walks both side by side, by fields found by reflection, and pairs
/// objects one to one. Collections are compared by their public contents, everything else field by field.
/// </summary>
internal sealed class GraphEquality
{
    readonly Dictionary<object, object> _there = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<object, object> _back = new(ReferenceEqualityComparer.Instance);
    readonly Stack<(object? Left, object? Right, string Path)> _open = new();

    /// <returns>Null where they are the same.</returns>
    public static string? Difference(object? left, object? right) => new GraphEquality().Compare(left, right);

    string? Compare(object? left, object? right)
    {
        _open.Push((left, right, "x"));
        while (_open.TryPop(out var pair))
            if (ComparePair(pair.Left, pair.Right, pair.Path) is { } difference) return difference;
        return null;
    }

    string? ComparePair(object? left, object? right, string path)
    {
        if (left is null || right is null) return ReferenceEquals(left, right) ? null : $"{path}: {left ?? "null"} and {right ?? "null"}";
        if (left.GetType() != right.GetType()) return $"{path}: {left.GetType()} and {right.GetType()}";
        if (left is StringBuilder text) return text.ToString() == right.ToString() ? null : $"{path}: {text} and {right}";
        if (IsLeaf(left)) return left.Equals(right) ? null : $"{path}: {left} and {right}";
        if (!left.GetType().IsValueType && Pair(left, right) is var pairing and not Pairing.New)
            return pairing == Pairing.Known ? null : $"{path}: identity";
        if (path.Length > 200) path = "…" + path[^100..];
        if (left is Array a && right is Array b) return CompareArrays(a, b, path);
        if (left is Delegate d && right is Delegate e) return CompareDelegates(d, e, path);
        bool isCollection = left is IEnumerable && CollectionBase(left.GetType()) is not null;
        CompareFields(left, right, path, isCollection ? CollectionBase(left.GetType()) : null);
        return isCollection ? CompareContents((IEnumerable)left, (IEnumerable)right, path) : null;
    }

    enum Pairing
    {
        New,
        Known,
        Different,
    }

    Pairing Pair(object left, object right)
    {
        if (_there.TryGetValue(left, out var paired)) return ReferenceEquals(paired, right) ? Pairing.Known : Pairing.Different;
        if (!_back.TryAdd(right, left)) return Pairing.Different;
        _there.Add(left, right);
        return Pairing.New;
    }

    static bool IsLeaf(object value) => value is string or Type or Uri or Version or MethodInfo or System.Globalization.CultureInfo || value.GetType().IsPrimitive || value.GetType().IsEnum ||
        value is decimal or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Guid or System.Numerics.BigInteger;

    /// <summary>The framework's collection that a type is or derives from.</summary>
    static Type? CollectionBase(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
            if (at.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true && typeof(IEnumerable).IsAssignableFrom(at)) return at;
        return null;
    }

    string? CompareArrays(Array a, Array b, string path)
    {
        for (int i = 0; i < a.Rank; i++)
            if (a.GetLength(i) != b.GetLength(i) || a.GetLowerBound(i) != b.GetLowerBound(i)) return $"{path}: bounds";
        return CompareContents(a, b, path);
    }

    string? CompareContents(IEnumerable left, IEnumerable right, string path)
    {
        if (ComparerOf(left) is var l && ComparerOf(right) is var r && (l is null) != (r is null)) return $"{path}: comparer";
        if (l is not null) _open.Push((l, r, path + ".Comparer"));
        var (a, b) = (Ordered(left).GetEnumerator(), Ordered(right).GetEnumerator());
        for (int i = 0; ; i++)
        {
            bool has = a.MoveNext();
            if (has != b.MoveNext()) return $"{path}: one has {i} elements, the other more";
            if (!has) return null;
            _open.Push((a.Current, b.Current, $"{path}[{i}]"));
        }
    }

    /// <summary>By key, where a collection's order depends on its capacity. Keys are numbers in these graphs.</summary>
    static IEnumerable Ordered(IEnumerable collection) => collection switch
    {
        Hashtable table => table.Cast<DictionaryEntry>().OrderBy(static e => e.Key as int? ?? 0),
        IDictionary map when map.GetType().Name == "ConcurrentDictionary`2" => map.Cast<object>().OrderBy(static e => e.GetType().GetProperty("Key")!.GetValue(e) as int? ?? 0),
        _ => collection,
    };

    static object? ComparerOf(object collection)
    {
        object? comparer = collection.GetType().GetProperty("Comparer")?.GetValue(collection);
        return comparer is null || comparer.GetType().Assembly == typeof(object).Assembly ? null : comparer;
    }

    string? CompareDelegates(Delegate left, Delegate right, string path)
    {
        var (a, b) = (left.GetInvocationList(), right.GetInvocationList());
        if (a.Length != b.Length) return $"{path}: calls";
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i].Method != b[i].Method) return $"{path}: {a[i].Method} and {b[i].Method}";
            _open.Push((a[i].Target, b[i].Target, path + ".Target"));
        }
        return null;
    }

    void CompareFields(object left, object right, string path, Type? until)
    {
        for (var type = left.GetType(); type is not null && type != until; type = type.BaseType)
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                _open.Push((field.GetValue(left), field.GetValue(right), path + "." + field.Name));
    }
}
