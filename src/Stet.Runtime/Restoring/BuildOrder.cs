using Stet.Images;
using Stet.Images.Bytes;

namespace Stet.Runtime.Restoring;

/// <summary>The order in which built objects can be made: each after the built objects it refers to.</summary>
internal sealed class BuildOrder
{
    readonly Dictionary<int, ByteReader> _contents = [];
    readonly ImageTables _tables;
    ReferenceScan? _scan;

    public BuildOrder(ImageTables tables, IReadOnlyList<int> built)
    {
        _tables = tables;
        foreach (int id in built) _contents.Add(id, tables.Built.Part(tables.Built.Count()));
        if (tables.Built.Remaining > 0) throw ByteReader.Damage("its built contents go on after the last");
    }

    public IEnumerable<(int Object, ByteReader Content)> All()
    {
        var open = new HashSet<int>();
        var done = new HashSet<int>();
        var stack = new Stack<int>();
        foreach (int start in _contents.Keys)
        {
            stack.Push(start);
            while (stack.TryPeek(out int id))
            {
                if (done.Contains(id)) stack.Pop();
                else if (open.Add(id)) Push(id, stack, open, done);
                else
                {
                    stack.Pop();
                    done.Add(id);
                    yield return (id, _contents[id]);
                }
            }
        }
    }

    void Push(int id, Stack<int> stack, HashSet<int> open, HashSet<int> done)
    {
        _scan ??= new ReferenceScan(_tables);
        var content = _contents[id];
        int start = content.Position;
        _scan.One(id, content, new(id, id), at =>
        {
            if (!_contents.ContainsKey(at.Target) || done.Contains(at.Target)) return;
            if (open.Contains(at.Target)) throw ByteReader.Damage("an object that must exist before itself");
            stack.Push(at.Target);
        });
        content.Position = start;
    }
}
