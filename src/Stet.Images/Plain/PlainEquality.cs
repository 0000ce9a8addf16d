namespace Stet.Images;

/// <summary>Whether two values read as plain data are the same: equal data, and the same sharing and cycles inside. Costs no stack.</summary>
public sealed class PlainEquality
{
    private readonly Dictionary<PlainNode, PlainNode> pairs = [];
    private readonly HashSet<PlainNode> taken = [];
    private readonly Stack<(object? A, object? B)> open = [];

    /// <summary>False also where something was not read for its size.</summary>
    public static bool OfRoot(PlainGraph a, PlainGraph b, string root) =>
        !a.IsCut && !b.IsCut && a.Roots.FirstOrDefault(r => r.Name == root) is { } first && b.Roots.FirstOrDefault(r => r.Name == root) is { } second
        && first.DeclaredType == second.DeclaredType && new PlainEquality().Same(first.Value, second.Value);

    private bool Same(object? a, object? b)
    {
        open.Push((a, b));
        while (open.TryPop(out var pair))
        {
            if (!SameHead(pair.A, pair.B))
            {
                return false;
            }
        }

        return true;
    }

    private bool SameHead(object? a, object? b) => (a, b) switch
    {
        (PlainNode x, PlainNode y) => SameNode(x, y),
        (PlainStruct x, PlainStruct y) => x.Type == y.Type && Later(x.Fields, y.Fields),
        _ => Equals(a, b),
    };

    private bool SameNode(PlainNode a, PlainNode b)
    {
        if (pairs.TryGetValue(a, out var known))
        {
            return known == b;
        }

        pairs.Add(a, b);
        open.Push((a.Boxed, b.Boxed));
        return taken.Add(b) && a.Type == b.Type && a.Count == b.Count && a.LiveReason == b.LiveReason
            && (a.Lengths ?? []).SequenceEqual(b.Lengths ?? []) && Later(a.Fields, b.Fields) && Later(a.Elements, b.Elements);
    }

    private bool Later(IReadOnlyList<PlainField> a, IReadOnlyList<PlainField> b) =>
        a.Select(f => f.Name).SequenceEqual(b.Select(f => f.Name)) && Later([.. a.Select(f => f.Value)], [.. b.Select(f => f.Value)]);

    private bool Later(IReadOnlyList<object?> a, IReadOnlyList<object?> b)
    {
        for (var i = 0; i < Math.Min(a.Count, b.Count); i++)
        {
            open.Push((a[i], b[i]));
        }

        return a.Count == b.Count;
    }
}
