using Microsoft.Data.Sqlite;

namespace Stet.Benchmarks.Rows;

/// <summary>A table in a database of its own, write-ahead log, full sync: the least that keeping a small value durably can cost.</summary>
internal sealed class BareTable : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;

    public BareTable(string folder)
    {
        connection = new($"Data Source={Path.Combine(folder, "bare.db")}");
        connection.Open();
        Execute("PRAGMA journal_mode=WAL");
        Execute("PRAGMA synchronous=FULL");
        Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, value BLOB)");
        insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO t (value) VALUES (randomblob(100))";
    }

    /// <summary>One row, in a transaction of its own.</summary>
    public void Insert() => insert.ExecuteNonQuery();

    public void Dispose()
    {
        insert.Dispose();
        connection.Dispose();
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
