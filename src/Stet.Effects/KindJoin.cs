using Stet.Model;

namespace Stet.Effects;

/// <summary>
/// Joins kinds over a graph: what a node reaches is its own. Nodes of one circle have the same (strongly connected components, Tarjan 1972, without recursion).
/// </summary>
internal sealed class KindJoin(int count, Func<int, int[]> edges, Func<int, EffectKinds> own)
{
    private readonly EffectKinds[] kinds = new EffectKinds[count];
    private readonly int[] index = new int[count];
    private readonly int[] low = new int[count];
    private readonly bool[] onStack = new bool[count];
    private readonly Stack<int> stack = new();
    private readonly Stack<(int Node, int Next)> path = new();
    private int next = 1;

    public EffectKinds[] Run()
    {
        for (var i = 0; i < count; i++)
        {
            if (index[i] == 0)
            {
                Visit(i);
            }
        }

        return kinds;
    }

    private void Visit(int root)
    {
        Enter(root);
        while (path.TryPop(out var top))
        {
            var (node, at) = top;
            var targets = edges(node);
            if (at < targets.Length)
            {
                path.Push((node, at + 1));
                Follow(node, targets[at]);
            }
            else
            {
                Leave(node);
            }
        }
    }

    private void Enter(int node)
    {
        index[node] = low[node] = next++;
        kinds[node] = own(node);
        stack.Push(node);
        onStack[node] = true;
        path.Push((node, 0));
    }

    private void Follow(int from, int to)
    {
        if (index[to] == 0)
        {
            Enter(to);
        }
        else if (onStack[to])
        {
            low[from] = Math.Min(low[from], index[to]);
        }
        else
        {
            kinds[from] |= kinds[to];
        }
    }

    private void Leave(int node)
    {
        if (low[node] == index[node])
        {
            Close(node);
        }

        if (path.TryPeek(out var parent))
        {
            low[parent.Node] = Math.Min(low[parent.Node], low[node]);
            kinds[parent.Node] |= kinds[node];
        }
    }

    private void Close(int node)
    {
        if (stack.Peek() == node)
        {
            onStack[stack.Pop()] = false;
            return;
        }

        var members = new List<int>();
        do
        {
            members.Add(stack.Pop());
            onStack[members[^1]] = false;
        }
        while (members[^1] != node);
        var all = members.Aggregate(EffectKinds.Pure, (kinds, member) => kinds | this.kinds[member]);
        members.ForEach(m => kinds[m] = all);
    }
}
