namespace Stet.Storage.Opening;

/// <summary>
/// Refuses a store whose files are links. One received from elsewhere could have its lock or log point to a file of the user's, which
/// opening would overwrite before anyone has trusted anything.
/// </summary>
internal static class LinkGate
{
    private const FileAttributes Gone = (FileAttributes)(-1);

    /// <exception cref="StoreRefusedException">A file of the store is a symbolic link or another kind of reparse point.</exception>
    public static void Check(StoreFiles files)
    {
        foreach (var folder in new[] { files.Folder, files.Chunks }.Where(Directory.Exists))
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(IsLink))
            {
                throw new StoreRefusedException(
                    $"{entry.FullName} is a link to {entry.LinkTarget ?? "elsewhere"}. A store's files are never links; nothing was changed. Remove the link, or the store.");
            }
        }
    }

    /// <summary>An entry that has gone since it was listed (a draft that took its name) has all attributes, as the framework gives them, and is no link.</summary>
    private static bool IsLink(FileSystemInfo entry) => entry.Attributes is var attributes && attributes != Gone && attributes.HasFlag(FileAttributes.ReparsePoint);
}
