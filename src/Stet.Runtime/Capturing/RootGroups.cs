namespace Stet.Runtime.Capturing;

/// <summary>Which roots share objects: disjoint sets, named by their lowest member.</summary>
internal sealed class RootGroups(int count)
{
    readonly int[] _parents = [.. Enumerable.Range(0, count)];

    public bool AllSingle { get; private set; } = true;

    public void Join(int a, int b)
    {
        (a, b) = (Find(a), Find(b));
        if (a == b) return;
        AllSingle = false;
        _parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    /// <summary>The sets in order of their lowest members.</summary>
    public IEnumerable<List<int>> All() => Enumerable.Range(0, _parents.Length).GroupBy(Find).Select(g => g.ToList());

    int Find(int member)
    {
        while (_parents[member] != member) member = _parents[member] = _parents[_parents[member]];
        return member;
    }
}
