using System.Buffers.Binary;
using System.IO.Hashing;
using Stet.Storage.Platform;

namespace Stet.Storage.Units;

/// <summary>
/// Compiled units, a file each under <c>.stet/units</c>: 8 bytes of check over address and bytes, then the bytes. Written aside and
/// renamed, never synced: after a power cut a torn file fails its check, is removed, and the unit is compiled again.
/// </summary>
internal sealed class UnitCache(string folder)
{
    private const int CheckBytes = 8;

    /// <summary>Null where the unit is unknown or its file is damaged; a damaged file is removed and <paramref name="damaged"/> says so.</summary>
    public byte[]? Read(ContentHash unit, out Note? damaged)
    {
        damaged = null;
        var path = PathOf(unit);
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception trouble) when (trouble is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        if (file.Length >= CheckBytes && BinaryPrimitives.ReadUInt64LittleEndian(file) == Check(unit, file.AsSpan(CheckBytes)))
        {
            Touch(path);
            return file[CheckBytes..];
        }

        File.Delete(path);
        damaged = new(NoteKind.Damaged, $"The compiled unit {unit} was damaged on disk; it was removed and will be compiled again.", [unit.ToString()]);
        return null;
    }

    public void Write(NewUnit unit)
    {
        var path = PathOf(unit.Hash);
        PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
        var aside = path + ".new";
        using (var stream = PrivateFiles.Stream(aside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            Span<byte> check = stackalloc byte[CheckBytes];
            BinaryPrimitives.WriteUInt64LittleEndian(check, Check(unit.Hash, unit.Bytes.Span));
            stream.Write(check);
            stream.Write(unit.Bytes.Span);
        }

        File.Move(aside, path, overwrite: true);
    }

    /// <summary>Drops the least recently used units until at most <paramref name="limit"/> bytes remain; returns how many and their bytes.</summary>
    public (int Count, long Bytes) Trim(long limit)
    {
        var files = Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories) : [];
        var excess = files.Sum(file => file.Length) - limit;
        var (count, bytes) = (0, 0L);
        foreach (var file in files.OrderBy(file => file.LastWriteTimeUtc).TakeWhile(_ => bytes < excess))
        {
            bytes += file.Length;
            count++;
            file.Delete();
        }

        return (count, bytes);
    }

    private string PathOf(ContentHash unit)
    {
        var name = unit.ToString();
        return Path.Combine(folder, name[..2], name);
    }

    /// <summary>A use a day is enough for the order in which units are dropped.</summary>
    private static void Touch(string path)
    {
        var now = DateTime.UtcNow;
        if (now - File.GetLastWriteTimeUtc(path) > TimeSpan.FromDays(1))
        {
            File.SetLastWriteTimeUtc(path, now);
        }
    }

    private static ulong Check(ContentHash unit, ReadOnlySpan<byte> bytes)
    {
        var hash = new XxHash3();
        hash.Append(unit.ToBytes());
        hash.Append(bytes);
        return hash.GetCurrentHashAsUInt64();
    }
}
