using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Stet.Benchmarks.Rows;

/// <summary>What the disk itself takes: the least that anything durable can cost.</summary>
internal static class BareDisk
{
    /// <summary>Median milliseconds of one insert in a transaction of its own, write-ahead log, full sync.</summary>
    public static double SqliteInsert(string folder, int times)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")}");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL");
        Execute(connection, "PRAGMA synchronous=FULL");
        Execute(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, value BLOB)");
        var samples = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            Execute(connection, "INSERT INTO t (value) VALUES (randomblob(100))");
            samples.Add(watch.Elapsed.TotalMilliseconds);
        }

        return Sample.Median(samples);
    }

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

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
