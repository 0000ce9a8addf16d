using Microsoft.Data.Sqlite;
using static Stet.Benchmarks.Storage.Measure;

namespace Stet.Benchmarks.Storage;

/// <summary>One small change beside gigabytes of values, side by side with a bare insert of a row into SQLite (WAL, synchronous=FULL).</summary>
internal static class SmallChange
{
    private const int Rounds = 300;
    private const int PartBytes = 256 << 20;

    public static void Run(string place, int gigabytes)
    {
        using (var store = Open(place))
        {
            FillStore(store, gigabytes);
        }

        Stet.Storage.WorkspaceStore? opened = null;
        var open = Milliseconds(() =>
        {
            opened = Open(place);
            opened.Bindings();
        });
        using var kept = opened!;
        using var bare = new BareTable(Path.Combine(place, "bare.db"));
        for (var i = 0; i < 50; i++)
        {
            Submit(kept, i);
            bare.Insert(i);
        }

        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var i = 0; i < Rounds; i++)
        {
            ours.Add(Milliseconds(() => Submit(kept, i)));
            theirs.Add(Milliseconds(() => bare.Insert(i)));
        }

        Say($"opening and listing names beside {gigabytes} GB: {open:f1} ms");
        Say($"begin and commit of one small value beside {gigabytes} GB: median {Median(ours):f3} ms");
        Say($"a bare SQLite insert with full sync: median {Median(theirs):f3} ms");
        Say($"ratio {Median(ours) / Median(theirs):f2}");
    }

    private static void FillStore(Stet.Storage.WorkspaceStore store, int gigabytes)
    {
        var bytes = new byte[PartBytes];
        for (var part = 0; part < gigabytes * 4; part++)
        {
            new Random(part).NextBytes(bytes);
            Fill(store, "big" + part, bytes);
        }
    }
}

/// <summary>The peer: a table of one integer and one blob.</summary>
internal sealed class BareTable : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;

    public BareTable(string path)
    {
        connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        foreach (var sql in new[] { "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE t(id INTEGER PRIMARY KEY, v BLOB)" })
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO t(v) VALUES($v)";
        insert.Parameters.Add(new() { ParameterName = "$v" });
    }

    public void Insert(int i)
    {
        insert.Parameters[0].Value = BitConverter.GetBytes(i).Concat(new byte[60]).ToArray();
        insert.ExecuteNonQuery();
    }

    public void Dispose()
    {
        insert.Dispose();
        connection.Dispose();
    }
}
