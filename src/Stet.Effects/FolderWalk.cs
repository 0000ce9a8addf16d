namespace Stet.Effects;

/// <summary>Goes through a folder without following links, up to a bound.</summary>
public static class FolderWalk
{
    /// <summary>What is beyond is not counted: a count is there to be read by a person.</summary>
    public const int Most = 20_000;

    /// <summary>All files and folders below, the folder itself not included; a folder before what is in it.</summary>
    public static IEnumerable<string> Below(IFolderView view, string folder, int maxDepth = int.MaxValue)
    {
        var waiting = new Stack<(string Folder, int Depth)>([(folder, 1)]);
        var seen = 0;
        while (waiting.TryPop(out var next))
        {
            foreach (var name in view.NamesIn(next.Folder).Order(StringComparer.Ordinal))
            {
                var path = PathText.Resolve(next.Folder, name);
                yield return path;
                if (++seen >= Most)
                {
                    yield break;
                }

                if (next.Depth < maxDepth && view.LinkTarget(path) is null && view.KindOf(path) == PathKind.Folder)
                {
                    waiting.Push((path, next.Depth + 1));
                }
            }
        }
    }

    public static int CountFiles(IFolderView view, string folder) =>
        Below(view, folder).Count(path => view.LinkTarget(path) is not null || view.KindOf(path) != PathKind.Folder);
}
