using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Stet.Storage.Platform;

/// <summary>
/// Which file a path names, whatever its name: device and inode on Unix, volume and file index on Windows. A moved file keeps it within
/// a file system; a copied one does not have it.
/// </summary>
internal static partial class FileIdentity
{
    private const int CurrentFolder = -100;
    private const uint WantInode = 0x100;
    private const int StatBytes = 512;

    /// <summary>Null where there is no such file, or where the system does not say.</summary>
    public static string? Of(string path) =>
        !File.Exists(path) ? null
        : OperatingSystem.IsLinux() ? OnLinux(path)
        : OperatingSystem.IsMacOS() ? OnMac(path)
        : OperatingSystem.IsWindows() ? OnWindows(path)
        : null;

    /// <summary>statx(2): its structure is the same on every architecture (inode at 32, device major at 136, minor at 140).</summary>
    private static string? OnLinux(string path)
    {
        Span<byte> stat = stackalloc byte[StatBytes];
        return Statx(CurrentFolder, path, 0, WantInode, ref MemoryMarshal.GetReference(stat)) == 0
            ? Text(Pair(Word(stat, 136), Word(stat, 140)), BinaryPrimitives.ReadUInt64LittleEndian(stat[32..]))
            : null;
    }

    /// <summary>stat(2) with 64-bit inodes: device at 0, inode at 8.</summary>
    private static string? OnMac(string path)
    {
        Span<byte> stat = stackalloc byte[StatBytes];
        return Stat(path, ref MemoryMarshal.GetReference(stat)) == 0
            ? Text(Word(stat, 0), BinaryPrimitives.ReadUInt64LittleEndian(stat[8..]))
            : null;
    }

    /// <summary>BY_HANDLE_FILE_INFORMATION: volume at 28, file index at 44 (high) and 48 (low).</summary>
    private static string? OnWindows(string path)
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        Span<byte> found = stackalloc byte[StatBytes];
        return GetFileInformationByHandle(file, ref MemoryMarshal.GetReference(found)) != 0
            ? Text(Word(found, 28), Pair(Word(found, 44), Word(found, 48)))
            : null;
    }

    /// <summary>A pipe, a socket or a device, where the system says so: its kind is in the upper bits of the mode, at 28 of statx.</summary>
    public static bool IsSpecial(string path)
    {
        const uint wantType = 1, typeMask = 0xF000, ordinary = 0x8000;
        Span<byte> stat = stackalloc byte[StatBytes];
        return OperatingSystem.IsLinux() && Statx(CurrentFolder, path, 0, wantType, ref MemoryMarshal.GetReference(stat)) == 0
            && (BinaryPrimitives.ReadUInt16LittleEndian(stat[28..]) & typeMask) is not ordinary;
    }

    /// <summary>Whether the file has other names (hard links), where the system says so: their number is at 16 of statx.</summary>
    public static bool HasOtherNames(string path)
    {
        const uint wantLinks = 4;
        Span<byte> stat = stackalloc byte[StatBytes];
        return OperatingSystem.IsLinux() && Statx(CurrentFolder, path, 0, wantLinks, ref MemoryMarshal.GetReference(stat)) == 0 && Word(stat, 16) > 1;
    }

    private static uint Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ulong Pair(uint high, uint low) => ((ulong)high << 32) | low;

    private static string Text(ulong device, ulong file) => string.Create(CultureInfo.InvariantCulture, $"{device:x}:{file:x}");

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte result);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(string path, ref byte result);

    [LibraryImport("kernel32", EntryPoint = "GetFileInformationByHandle")]
    private static partial int GetFileInformationByHandle(SafeFileHandle file, ref byte result);
}
