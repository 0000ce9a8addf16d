using Stet.Images;

namespace Stet.Runtime.Restoring;

/// <summary>All references of an image, by the object that refers.</summary>
internal sealed class Edges
{
    readonly int[] _ends;
    readonly int[] _targets;

    Edges(ImageTables tables, ObjectExtents objects)
    {
        _ends = new int[tables.Objects + 1];
        var scan = new ReferenceScan(tables, objects);
        scan.All(at => _ends[at.Owner + 1]++);
        for (int i = 1; i < _ends.Length; i++) _ends[i] += _ends[i - 1];
        _targets = new int[_ends[^1]];
        int next = 0;
        scan.All(at => _targets[next++] = at.Target);
    }

    public static Edges Of(ImageTables tables, ObjectExtents objects) => new(tables, objects);

    public int Objects => _ends.Length - 1;

    /// <summary>Owners come in the order of their numbers, so an object's targets lie together.</summary>
    public ReadOnlySpan<int> From(int owner) => _targets.AsSpan(_ends[owner].._ends[owner + 1]);

    /// <summary>Objects within reach, each after those that it refers to; in a circle, in the order in which they are met.</summary>
    public IEnumerable<int> PostOrder(IEnumerable<int> starts)
    {
        var seen = new bool[Objects];
        var stack = new Stack<(int Object, int Next)>();
        foreach (int start in starts)
        {
            if (seen[start]) continue;
            seen[start] = true;
            stack.Push((start, 0));
            while (stack.TryPop(out var at))
            {
                var targets = From(at.Object);
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
}
