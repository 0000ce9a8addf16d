using System.Runtime.InteropServices;

namespace Stet.Storage.Platform;

/// <summary>A second name for a file, where the system and the file system have such.</summary>
internal static partial class FileLinks
{
    /// <returns>False where they are on different file systems, or links are not to be had.</returns>
    public static bool TryLink(string path, string second) =>
        OperatingSystem.IsWindows() ? CreateHardLink(second, path, 0) != 0 : Link(path, second) == 0;

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string path, string second);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int CreateHardLink(string second, string path, nint security);
}
