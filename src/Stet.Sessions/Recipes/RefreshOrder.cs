namespace Stet.Sessions.Recipes;

/// <summary>What is to be made again, what others are made from first.</summary>
internal static class RefreshOrder
{
    /// <param name="asked">A variable that is made again in any case, after what it is made from and is outdated; null for all that is outdated.</param>
    public static IReadOnlyList<string> Of(Engine engine, string? asked)
    {
        var outdated = engine.Outdating.Among(engine.Variables.All.Select(v => v.Name), engine.World).Keys.Order(StringComparer.Ordinal).ToList();
        IReadOnlyList<string> starts = asked is null ? outdated : [asked];
        var order = new List<string>();
        var seen = new HashSet<string>();
        foreach (var name in starts)
        {
            Visit(engine, name, [.. outdated, .. starts], seen, order);
        }

        return order;
    }

    private static void Visit(Engine engine, string start, HashSet<string> outdated, HashSet<string> seen, List<string> order)
    {
        var path = new Stack<(string Name, Queue<string> Inputs)>();
        Enter(start);
        while (path.TryPeek(out var top))
        {
            if (top.Inputs.TryDequeue(out var input))
            {
                Enter(input);
            }
            else
            {
                order.Add(path.Pop().Name);
            }
        }

        void Enter(string name)
        {
            if (outdated.Contains(name) && seen.Add(name))
            {
                path.Push((name, new((engine.Variables.Find(name)?.Recipe?.Inputs ?? []).Select(i => i.Name))));
            }
        }
    }
}
