using Stet.Storage.Platform;

namespace Stet.Storage.Trash;

/// <summary>What is at a path now, with all that is below it; links are not followed.</summary>
internal static class PathState
{
    /// <summary>Without content; folders before what is in them.</summary>
    public static IEnumerable<TrashItem> Walk(string path, Func<string, bool> isExcluded)
    {
        var item = Of(path);
        if (item.Kind == TrashKind.Absent || isExcluded(path))
        {
            yield break;
        }

        yield return item;
        string[] entries = item.Kind == TrashKind.Folder ? Directory.GetFileSystemEntries(path) : [];
        foreach (var below in entries.Order(StringComparer.Ordinal))
        {
            foreach (var inner in Walk(below, isExcluded))
            {
                yield return inner;
            }
        }
    }

    public static TrashItem Of(string path)
    {
        FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        var isLink = info.LinkTarget is not null;
        if (!isLink && !info.Exists)
        {
            return new(path, TrashKind.Absent, 0, 0, 0, "", "", "");
        }

        var kind = isLink ? TrashKind.Link : info is DirectoryInfo ? TrashKind.Folder : TrashKind.File;
        var mode = OperatingSystem.IsWindows() || isLink ? 0 : (int)info.UnixFileMode;
        return new(path, kind, mode, FileTimes.Modified(info), kind == TrashKind.File ? ((FileInfo)info).Length : 0, info.LinkTarget ?? "", "", kind == TrashKind.File ? FileIdentity.Of(path) ?? "" : "");
    }

    /// <summary>Whether it is as it was: the same file, or the same content by size and time.</summary>
    public static bool IsSame(TrashItem then, TrashItem now) =>
        then.Kind == now.Kind && then.Target == now.Target && (then.Kind == TrashKind.Folder || then.Modified == now.Modified && then.Size == now.Size && then.Mode == now.Mode && (then.Identity.Length == 0 || then.Identity == now.Identity));
}
