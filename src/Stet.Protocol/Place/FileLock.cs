namespace Stet.Protocol.Place;

/// <summary>A lock that the system frees when its owner ends, however it ends.</summary>
public sealed class FileLock : IDisposable
{
    private const int TakenOnLinux = 11; // EWOULDBLOCK
    private const int TakenOnMac = 35;
    private const int TakenOnWindows = unchecked((int)0x80070020); // ERROR_SHARING_VIOLATION

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock at once or not at all: null where another process has it.</summary>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    /// <exception cref="DirectoryNotFoundException">Its folder does not exist.</exception>
    public static FileLock? TryTake(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException e) when (e.HResult is TakenOnLinux or TakenOnMac or TakenOnWindows)
        {
            return null;
        }
    }

    /// <summary>Whether some process, this one included, has the lock now.</summary>
    public static bool IsTaken(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var taken = TryTake(path);
        return taken is null;
    }

    public void Dispose() => _file.Dispose();
}
