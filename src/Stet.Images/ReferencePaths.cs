namespace Stet.Images;

/// <summary>How objects of an image are reached from its roots, as a user would write it.</summary>
internal static class ReferencePaths
{
    /// <summary>The shortest path to each of the objects: <c>cfg.Client._handler</c>, <c>items[3].Source</c>.</summary>
    public static IReadOnlyDictionary<int, string> To(ImageTables tables, IReadOnlyList<int> objects)
    {
        var scan = new ReferenceScan(tables, ObjectExtents.Read(tables));
        var owners = Owners(tables, scan);
        var steps = Steps(scan, owners, objects);
        return objects.Distinct().ToDictionary(o => o, o => Path(tables, owners, steps, o));
    }

    /// <summary>
    /// For each object the one that it was discovered from: objects are numbered breadth first, so it is the lowest that refers to
    /// it, and lies on a shortest path. Roots are -1 - index.
    /// </summary>
    static int[] Owners(ImageTables tables, ReferenceScan scan)
    {
        var owners = new int[tables.Objects];
        Array.Fill(owners, int.MaxValue);
        scan.All(at =>
        {
            if (at.Owner < at.Target) owners[at.Target] = Math.Min(owners[at.Target], at.Owner);
        });
        for (int i = tables.Roots.Count - 1; i >= 0; i--)
            if (tables.Roots[i].Object >= 0) owners[tables.Roots[i].Object] = -1 - i;
        return owners;
    }

    static Dictionary<int, string> Steps(ReferenceScan scan, int[] owners, IReadOnlyList<int> wanted)
    {
        var onPaths = new HashSet<int>();
        foreach (int target in wanted)
            for (int at = target; at is >= 0 and < int.MaxValue && onPaths.Add(at); at = owners[at]) { }
        var steps = new Dictionary<int, string>();
        scan.All(at =>
        {
            if (onPaths.Contains(at.Target) && owners[at.Target] == at.Owner && !steps.ContainsKey(at.Target)) steps.Add(at.Target, at.Step());
        });
        return steps;
    }

    static string Path(ImageTables tables, int[] owners, Dictionary<int, string> steps, int target)
    {
        var path = new List<string>();
        int at = target;
        while (owners[at] is >= 0 and < int.MaxValue)
        {
            path.Add(steps.GetValueOrDefault(at, ""));
            at = owners[at];
        }
        path.Add(owners[at] < 0 ? tables.Roots[-1 - owners[at]].Name : "…");
        path.Reverse();
        return string.Concat(path);
    }
}
