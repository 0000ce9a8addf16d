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
        foreach (int id in PostOrder(References(tables, objects), waiting.Keys))
            if (waiting.TryGetValue(id, out var actions)) actions.ForEach(static a => a());
    }

    static int[][] References(ImageTables tables, ObjectExtents objects)
    {
        var targets = new List<int>?[tables.Objects];
        new ReferenceScan(tables, objects).All(at => (targets[at.Owner] ??= []).Add(at.Target));
        return [.. targets.Select(t => t is null ? [] : t.ToArray())];
    }

    static IEnumerable<int> PostOrder(int[][] references, IEnumerable<int> starts)
    {
        var seen = new bool[references.Length];
        var stack = new Stack<(int Object, int Next)>();
        foreach (int start in starts)
        {
            if (seen[start]) continue;
            seen[start] = true;
            stack.Push((start, 0));
            while (stack.TryPop(out var at))
            {
                if (at.Next == references[at.Object].Length)
                {
                    yield return at.Object;
                    continue;
                }
                stack.Push((at.Object, at.Next + 1));
                int target = references[at.Object][at.Next];
                if (seen[target]) continue;
                seen[target] = true;
                stack.Push((target, 0));
            }
        }
    }
}
