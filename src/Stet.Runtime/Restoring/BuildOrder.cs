using Stet.Images;
using Stet.Images.Bytes;

namespace Stet.Runtime.Restoring;

/// <summary>
/// The order in which built objects can be made: each after the built objects it refers to. Depth first with a stack of its own.
/// </summary>
internal sealed class BuildOrder
{
    readonly Dictionary<int, ByteReader> _contents = [];
    readonly ReferenceScan _scan;
    readonly HashSet<int> _late = [];

    /// <param name="needsContents">Whether an object can be made only when all others are filled.</param>
    public BuildOrder(ImageTables tables, ObjectExtents objects, IReadOnlyList<int> built, Func<int, bool> needsContents)
    {
        foreach (int id in built) _contents.Add(id, tables.Built.Part(tables.Built.Count()));
        if (tables.Built.Remaining > 0) throw ByteReader.Damage("its built contents go on after the last");
        _scan = new ReferenceScan(tables, objects);
        Sort(needsContents);
    }

    /// <summary>Those that need references only.</summary>
    public List<(int Object, ByteReader Content)> Early { get; } = [];

    /// <summary>Those that need filled objects, and those that refer to them.</summary>
    public List<(int Object, ByteReader Content)> Late { get; } = [];

    void Sort(Func<int, bool> needsContents)
    {
        HashSet<int> open = [], done = [];
        var stack = new Stack<int>();
        foreach (int start in _contents.Keys)
        {
            stack.Push(start);
            while (stack.TryPeek(out int id))
            {
                if (!done.Contains(id) && open.Add(id))
                {
                    if (needsContents(id)) _late.Add(id);
                    Push(id, stack, open, done);
                    continue;
                }
                stack.Pop();
                if (done.Add(id)) (IsLate(id) ? Late : Early).Add((id, _contents[id]));
            }
        }
    }

    void Push(int id, Stack<int> stack, HashSet<int> open, HashSet<int> done) => Scan(id, target =>
    {
        if (done.Contains(target)) return;
        if (open.Contains(target)) throw ByteReader.Damage("an object that must exist before itself");
        stack.Push(target);
    });

    bool IsLate(int id)
    {
        Scan(id, target =>
        {
            if (_late.Contains(target)) _late.Add(id);
        });
        return _late.Contains(id);
    }

    /// <summary>The built objects that a built object refers to.</summary>
    void Scan(int id, Action<int> found)
    {
        var content = _contents[id];
        int start = content.Position;
        _scan.One(id, content, new(id, id), at =>
        {
            if (_contents.ContainsKey(at.Target)) found(at.Target);
        });
        content.Position = start;
    }
}
