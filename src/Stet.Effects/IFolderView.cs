namespace Stet.Effects;

public enum PathKind
{
    Missing,
    File,
    Folder,

    /// <summary>A disk, a terminal, a pipe.</summary>
    Device,
}

/// <summary>What an analysis may ask of the file system: it looks, and changes nothing. Paths are absolute.</summary>
public interface IFolderView
{
    /// <summary>What is at the path itself; a symbolic link is what it points to.</summary>
    PathKind KindOf(string path);

    /// <summary>Names of files and folders in a folder; none where there is no such folder.</summary>
    IReadOnlyList<string> NamesIn(string folder);

    /// <summary>Where a symbolic link leads; null for anything else.</summary>
    string? LinkTarget(string path);
}
