using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Stet.Storage.Platform;

namespace Stet.Storage.Packs;

/// <summary>One append-only file of chunks. Space is reserved in order; the bytes of several chunks may be written at once.</summary>
internal sealed class PackFile : IDisposable
{
    /// <summary>After this many bytes the system is asked to write, while more is being hashed.</summary>
    private const long AheadBytes = 64L << 20;

    private readonly SafeFileHandle handle;
    private readonly Lock syncing = new();
    private Task ahead = Task.CompletedTask;
    private IOException? failure;
    private long end;

    private PackFile(int number, SafeFileHandle handle, long end)
    {
        Number = number;
        this.handle = handle;
        this.end = end;
    }

    public int Number { get; }

    /// <summary>Where the next record begins.</summary>
    public long End => Interlocked.Read(ref end);

    /// <summary>A sync has failed: what was written since the last good one may be gone, although it still reads back.</summary>
    public bool Suspect => failure is not null;

    public static string NameOf(int number) => number.ToString("D6", CultureInfo.InvariantCulture) + ".pack";

    /// <summary>Makes the file, durable in its folder before it is used.</summary>
    public static PackFile Create(string folder, int number)
    {
        var handle = OpenHandle(Path.Combine(folder, NameOf(number)), FileMode.CreateNew, FileAccess.ReadWrite);
        try
        {
            var header = new byte[ChunkRecord.FileHeaderBytes];
            "STETPACK"u8.CopyTo(header);
            header[8] = 1;
            RandomAccess.Write(handle, header, 0);
            Durability.SyncFolder(folder);
            return new(number, handle, ChunkRecord.FileHeaderBytes);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public static PackFile OpenToAppend(string folder, int number)
    {
        var handle = OpenHandle(Path.Combine(folder, NameOf(number)), FileMode.Open, FileAccess.ReadWrite);
        return new(number, handle, ChunkRecord.Align(Math.Max(RandomAccess.GetLength(handle), ChunkRecord.FileHeaderBytes)));
    }

    public static SafeFileHandle OpenToRead(string folder, int number) =>
        File.OpenHandle(Path.Combine(folder, NameOf(number)), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Appends one chunk; several threads may call.</summary>
    public ChunkPlace Append(ContentHash hash, ReadOnlySpan<byte> bytes)
    {
        var size = ChunkRecord.Align(ChunkRecord.HeaderBytes + bytes.Length);
        var start = Interlocked.Add(ref end, size) - size;
        Span<byte> header = stackalloc byte[ChunkRecord.HeaderBytes];
        ChunkRecord.WriteHeader(header, hash, bytes.Length);
        RandomAccess.Write(handle, header, start);
        RandomAccess.Write(handle, bytes, start + ChunkRecord.HeaderBytes);
        if (start / AheadBytes != (start + size) / AheadBytes)
        {
            SyncAhead();
        }

        return new(Number, start + ChunkRecord.HeaderBytes, bytes.Length);
    }

    /// <summary>Makes all that was appended durable.</summary>
    /// <exception cref="IOException">This sync or an earlier one failed. The system tells of a failure once, so it is remembered.</exception>
    public void Sync()
    {
        ahead.Wait();
        SyncNow();
        if (failure is not null)
        {
            throw new IOException(failure.Message, failure) { HResult = failure.HResult };
        }
    }

    public void Dispose()
    {
        ahead.Wait();
        handle.Dispose();
    }

    private void SyncAhead()
    {
        lock (syncing)
        {
            if (ahead.IsCompleted)
            {
                ahead = Task.Run(SyncNow);
            }
        }
    }

    private void SyncNow()
    {
        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        catch (IOException trouble)
        {
            failure ??= trouble;
        }
    }

    private static SafeFileHandle OpenHandle(string path, FileMode mode, FileAccess access) =>
        PrivateFiles.Open(path, mode, access, FileShare.Read | FileShare.Delete);
}
