using Stet.Model;

namespace Stet.Effects;

/// <summary>What is at a path, as a victim of deleting or overwriting it.</summary>
internal sealed class VictimFinder(IFolderView view)
{
    private static readonly string[] Sinks = ["/dev/null", "/dev/stdout", "/dev/stderr", "/dev/tty", "/dev/stdin", "/dev/full", "/dev/zero"];

    public static Victim Unknown(string what) => new(what, VictimKind.Unknown);

    /// <summary>A file that is made: nothing is lost.</summary>
    public static Victim New(string path) => new(path, VictimKind.Missing, 0);

    /// <summary>What is there: a link itself, not what it points to.</summary>
    public Victim Deleted(string path) =>
        view.LinkTarget(path) is not null ? new(path, VictimKind.File, 1) : view.KindOf(path) switch
        {
            PathKind.Folder => new(path, VictimKind.Folder, FolderWalk.CountFiles(view, path)),
            PathKind.Missing => new(path, VictimKind.Missing, 0),
            _ => new(path, VictimKind.File, 1),
        };

    /// <summary>The file whose content is lost; null where nothing is: there is no file yet, or what is written goes nowhere.</summary>
    public Victim? Overwritten(string path)
    {
        var target = Follow(path);
        return IsSink(target) || view.KindOf(target) is PathKind.Missing or PathKind.Folder ? null : new(target, VictimKind.File, 1);
    }

    public static bool IsSink(string path) => Sinks.Contains(path) || path.StartsWith("/dev/fd/", StringComparison.Ordinal);

    private string Follow(string path)
    {
        for (var i = 0; i < 40 && view.LinkTarget(path) is { } target; i++)
        {
            path = PathText.Resolve(PathText.FolderOf(path), target);
        }

        return path;
    }
}
