using Stet.Images;

namespace Stet.Runtime.Restoring;

/// <summary>
/// The order in which collections are rebuilt that hash or compare with code of the user's: inner ones first, since a key may hold a
/// collection on which its hash depends. Depth first over the graph from each; where collections contain each other in a circle, any
/// order is as good.
/// </summary>
internal static class LateOrder
{
    public static void Run(ImageTables tables, ObjectExtents objects, IReadOnlyList<(int Object, Action Rebuild)> late)
    {
        if (late.Count == 0) return;
        if (late.Count == 1)
        {
            late[0].Rebuild();
            return;
        }
        var waiting = new Dictionary<int, List<Action>>();
        foreach (var (id, rebuild) in late)
        {
            if (!waiting.TryGetValue(id, out var actions)) waiting[id] = actions = [];
            actions.Add(rebuild);
        }
        foreach (int id in PostOrder(new Edges(tables, objects), waiting.Keys))
            if (waiting.TryGetValue(id, out var actions)) actions.ForEach(static a => a());
    }

    static IEnumerable<int> PostOrder(Edges edges, IEnumerable<int> starts)
    {
        var seen = new bool[edges.Objects];
        var stack = new Stack<(int Object, int Next)>();
        foreach (int start in starts)
        {
            if (seen[start]) continue;
            seen[start] = true;
            stack.Push((start, 0));
            while (stack.TryPop(out var at))
            {
                var targets = edges.Of(at.Object);
                if (at.Next == targets.Length)
                {
                    yield return at.Object;
                    continue;
                }
                stack.Push((at.Object, at.Next + 1));
                int target = targets[at.Next];
                if (seen[target]) continue;
                seen[target] = true;
                stack.Push((target, 0));
            }
        }
    }

    /// <summary>All references of an image, by the object that refers.</summary>
    sealed class Edges
    {
        readonly int[] _ends;
        readonly int[] _targets;

        public Edges(ImageTables tables, ObjectExtents objects)
        {
            _ends = new int[tables.Objects + 1];
            var scan = new ReferenceScan(tables, objects);
            scan.All(at => _ends[at.Owner + 1]++);
            for (int i = 1; i < _ends.Length; i++) _ends[i] += _ends[i - 1];
            _targets = new int[_ends[^1]];
            int next = 0;
            scan.All(at => _targets[next++] = at.Target);
        }

        public int Objects => _ends.Length - 1;

        /// <summary>Owners come in the order of their numbers, so an object's targets lie together.</summary>
        public ReadOnlySpan<int> Of(int owner) => _targets.AsSpan(_ends[owner].._ends[owner + 1]);
    }
}
