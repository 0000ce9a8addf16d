using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Stet.Storage.Platform;

/// <summary>When a file or folder was last changed, as exactly as the system knows: the base library rounds to 100 nanoseconds.</summary>
internal static partial class FileTimes
{
    private const int CurrentFolder = -100;
    private const long Second = 1_000_000_000;
    private const long Leave = 0x3FFFFFFE; // UTIME_OMIT

    /// <summary>Nanoseconds since 1970.</summary>
    public static long Modified(FileSystemInfo file)
    {
        const uint wantModified = 0x40;
        const int doNotFollow = 0x100;
        Span<byte> stat = stackalloc byte[512];
        return OperatingSystem.IsLinux() && Statx(CurrentFolder, file.FullName, doNotFollow, wantModified, ref MemoryMarshal.GetReference(stat)) == 0
            ? BinaryPrimitives.ReadInt64LittleEndian(stat[112..]) * Second + BinaryPrimitives.ReadUInt32LittleEndian(stat[120..])
            : (file.LastWriteTimeUtc.Ticks - DateTime.UnixEpoch.Ticks) * 100;
    }

    /// <summary>Of a folder; of a link itself, where the system has times of links.</summary>
    public static void SetModified(string path, long nanoseconds, bool isLink)
    {
        const int doNotFollow = 0x100;
        ReadOnlySpan<long> times = [0, Leave, Math.DivRem(nanoseconds, Second, out var rest), rest];
        if (!OperatingSystem.IsLinux() || Utimensat(CurrentFolder, path, times, doNotFollow) != 0)
        {
            SetRounded(path, DateTime.UnixEpoch.AddTicks(nanoseconds / 100), isLink);
        }
    }

    private static void SetRounded(string path, DateTime time, bool isLink)
    {
        if (!isLink)
        {
            Directory.SetLastWriteTimeUtc(path, time);
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte result);

    [LibraryImport("libc", EntryPoint = "utimensat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Utimensat(int folder, string path, ReadOnlySpan<long> times, int flags);
}
