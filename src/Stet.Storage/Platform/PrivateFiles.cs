using Microsoft.Win32.SafeHandles;

namespace Stet.Storage.Platform;

/// <summary>Files and folders that only the user can open: 0600 and 0700 where the system knows such modes.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static SafeFileHandle Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        // File.OpenHandle takes no mode; a stream does, and its handle outlives it only if taken before. So: create first, then open.
        if (mode is FileMode.CreateNew or FileMode.Create or FileMode.OpenOrCreate)
        {
            Stream(path, mode, access, share).Dispose();
            mode = FileMode.Open;
        }

        return File.OpenHandle(path, mode, access, share);
    }

    public static FileStream Stream(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = FileMode600;
        }

        return new FileStream(path, options);
    }

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, FileMode600 | UnixFileMode.UserExecute);
        }
    }
}
