using System.Diagnostics;

namespace Stet.Benchmarks.Rows;

/// <summary>What the disk itself takes: the least that anything durable can cost.</summary>
internal static class BareDisk
{
    /// <summary>Milliseconds to write random bytes to a new file and sync it.</summary>
    public static double WriteAndSync(string folder, long bytes)
    {
        var block = new byte[8 << 20];
        Random.Shared.NextBytes(block);
        var path = Path.Combine(folder, "bare.bin");
        var watch = Stopwatch.StartNew();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            for (var written = 0L; written < bytes; written += block.Length)
            {
                file.Write(block, 0, (int)Math.Min(block.Length, bytes - written));
            }

            file.Flush(flushToDisk: true);
        }

        var time = watch.Elapsed.TotalMilliseconds;
        File.Delete(path);
        return time;
    }
}
