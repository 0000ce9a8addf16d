using Stet.Worlds;

namespace Stet.References;

/// <summary>Where the project of a reference is.</summary>
public static class ProjectFile
{
    /// <summary>The path of the project file. A folder stands for the one project file in it.</summary>
    public static string Of(Reference reference, string workspace)
    {
        var path = Path.GetFullPath(Path.Combine(workspace, reference.Name));
        return Directory.Exists(path) && Directory.GetFiles(path, "*.*proj") is [var only] ? only : path;
    }
}
