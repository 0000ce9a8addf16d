using Stet.Effects;

namespace Stet.Sessions.Foreseeing;

/// <summary>The file system as an analysis sees it. What cannot be looked at counts as not there, or as empty.</summary>
internal sealed class DiskView : IFolderView
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true, RecurseSubdirectories = false };

    public PathKind KindOf(string path)
    {
        if (Directory.Exists(path))
        {
            return PathKind.Folder;
        }

        return !File.Exists(path) ? PathKind.Missing : path.StartsWith("/dev/", StringComparison.Ordinal) ? PathKind.Device : PathKind.File;
    }

    public IReadOnlyList<string> NamesIn(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder, "*", Everything).Take(FolderWalk.Most).Select(p => Path.GetFileName(p)!)] : [];
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return []; // A folder that cannot be read shows nothing of what is in it.
        }
    }

    public string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null; // As above.
        }
    }
}
