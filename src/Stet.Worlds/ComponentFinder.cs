namespace Stet.Worlds;

/// <summary>Strongly connected components (Tarjan 1972), without recursion; a component comes after all that it points to.</summary>
internal static class ComponentFinder
{
    public static List<List<string>> Find(IEnumerable<string> nodes, Func<string, IEnumerable<string>> edges)
    {
        var state = new Search(edges);
        foreach (var node in nodes)
        {
            state.Visit(node);
        }

        return state.Components;
    }

    private sealed class Search(Func<string, IEnumerable<string>> edges)
    {
        private readonly Dictionary<string, int> index = [];
        private readonly Dictionary<string, int> low = [];
        private readonly HashSet<string> onStack = [];
        private readonly Stack<string> stack = new();
        private readonly Stack<(string Node, IEnumerator<string> Edges)> path = new();

        public List<List<string>> Components { get; } = [];

        public void Visit(string root)
        {
            if (index.ContainsKey(root))
            {
                return;
            }

            Enter(root);
            while (path.TryPeek(out var top))
            {
                if (top.Edges.MoveNext())
                {
                    Follow(top.Node, top.Edges.Current);
                }
                else
                {
                    path.Pop();
                    Leave(top.Node);
                }
            }
        }

        private void Enter(string node)
        {
            index[node] = low[node] = index.Count;
            stack.Push(node);
            onStack.Add(node);
            path.Push((node, edges(node).GetEnumerator()));
        }

        private void Follow(string from, string to)
        {
            if (!index.ContainsKey(to))
            {
                Enter(to);
            }
            else if (onStack.Contains(to))
            {
                low[from] = Math.Min(low[from], index[to]);
            }
        }

        private void Leave(string node)
        {
            if (path.TryPeek(out var parent))
            {
                low[parent.Node] = Math.Min(low[parent.Node], low[node]);
            }

            if (low[node] != index[node])
            {
                return;
            }

            var component = new List<string>();
            string member;
            do
            {
                member = stack.Pop();
                onStack.Remove(member);
                component.Add(member);
            }
            while (member != node);
            Components.Add(component);
        }
    }
}
