using Stet.Images;

namespace Stet.Runtime.Restoring;

/// <summary>
/// The order in which collections are rebuilt that hash or compare with code of the user's: inner ones first, since a key may hold a
/// collection on which its hash depends. Depth first over the graph from each; where collections contain each other in a circle, any
/// order is as good.
/// </summary>
internal static class LateOrder
{
    public static void Run(ImageTables tables, ObjectExtents objects, IReadOnlyList<(int Object, Action Rebuild)> late, Action<int, Action> run)
    {
        if (late.Count == 0) return;
        if (late.Count == 1)
        {
            run(late[0].Object, late[0].Rebuild);
            return;
        }
        var waiting = new Dictionary<int, List<Action>>();
        foreach (var (id, rebuild) in late)
        {
            if (!waiting.TryGetValue(id, out var actions)) waiting[id] = actions = [];
            actions.Add(rebuild);
        }
        foreach (int id in Edges.Of(tables, objects).PostOrder(waiting.Keys))
            if (waiting.TryGetValue(id, out var actions)) actions.ForEach(action => run(id, action));
    }
}
