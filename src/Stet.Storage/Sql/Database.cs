using System.Text;
using Microsoft.Data.Sqlite;

namespace Stet.Storage.Sql;

/// <summary>
/// The connection to store.db with its prepared statements. Parameters are written <c>$1</c>, <c>$2</c>, ... in order.
/// Not safe for several threads at once: the store holds its lock around every use.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> prepared = [];

    private Database(SqliteConnection connection) => this.connection = connection;

    /// <summary>Opens the store's database: durable, exclusive, damage-wary.</summary>
    public static Database Open(string path) => Connect(path, database => database.Configure());

    /// <summary>Opens a database that nobody relies on before it is complete and synced.</summary>
    public static Database OpenScratch(string path) => Connect(path, database =>
    {
        database.Do("PRAGMA auto_vacuum=INCREMENTAL");
        database.Do("PRAGMA journal_mode=OFF");
        database.Do("PRAGMA synchronous=OFF");
        database.Do("PRAGMA locking_mode=EXCLUSIVE");
    });

    /// <summary>Lets the file be one that is written through a write-ahead log, as every store's is.</summary>
    public void UseWriteAheadLog() => Do("PRAGMA journal_mode=WAL");

    private static Database Connect(string path, Action<Database> configure)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = SqliteOpenMode.ReadWrite };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            var database = new Database(connection);
            configure(database);
            return database;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Exclusive locking keeps the WAL index in this process's memory: no shared-memory file that others could damage.
    /// No memory mapping, so that a truncated file is an error and never a signal. A foreign schema cannot run anything.
    /// </summary>
    private void Configure()
    {
        Do("PRAGMA auto_vacuum=INCREMENTAL");
        Do("PRAGMA trusted_schema=OFF");
        Do("PRAGMA locking_mode=EXCLUSIVE");
        UseWriteAheadLog();
        Do("PRAGMA synchronous=FULL");
        Do("PRAGMA mmap_size=0");
        Do("PRAGMA cache_size=-4096");
        Do("PRAGMA temp_store=MEMORY");
        Do("PRAGMA cell_size_check=ON");
        Do("PRAGMA journal_size_limit=16777216");
        Do("PRAGMA wal_autocheckpoint=1000");
    }

    /// <summary>Runs a statement that returns nothing; gives the number of changed rows.</summary>
    public int Do(string sql, params ReadOnlySpan<object?> values) => Bound(sql, values).ExecuteNonQuery();

    /// <summary>The first row, or null.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
        where T : class
    {
        using var reader = Bound(sql, values).ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    /// <summary>All rows.</summary>
    public List<T> All<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using var reader = Bound(sql, values).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>All rows, one at a time; the statement is the enumeration's own.</summary>
    public IEnumerable<T> Stream<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return read(reader);
        }
    }

    /// <summary>Calls <paramref name="take"/> with each row until it returns false; holds one row at a time.</summary>
    public void Each(string sql, Func<SqliteDataReader, bool> take, params ReadOnlySpan<object?> values)
    {
        using var reader = Bound(sql, values).ExecuteReader();
        while (reader.Read() && take(reader))
        {
        }
    }

    /// <summary>The first column of the first row as an integer; null where there is none.</summary>
    public long? Scalar(string sql, params ReadOnlySpan<object?> values) =>
        Bound(sql, values).ExecuteScalar() is long value ? value : null;

    /// <summary>Everything in <paramref name="work"/> in one transaction: it commits durably, or nothing of it remains.</summary>
    public void Transact(Action work)
    {
        Do("BEGIN IMMEDIATE");
        try
        {
            work();
            Do("COMMIT");
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>A text as a column value. SQLite ends texts at a NUL, so one with a NUL is stored as bytes.</summary>
    public static object? Column(string? text) =>
        text is not null && text.Contains('\0') ? Encoding.UTF8.GetBytes(text) : text;

    /// <summary>Reads what <see cref="Column"/> stored.</summary>
    public static string? Text(SqliteDataReader row, int column) => row.GetValue(column) switch
    {
        string text => text,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        DBNull => null,
        var other => throw new InvalidDataException($"A text is stored as {other.GetType().Name}."),
    };

    public static byte[]? Blob(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    public void Dispose()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private SqliteCommand Bound(string sql, ReadOnlySpan<object?> values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i });
            }

            prepared.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    private void RollBack()
    {
        try
        {
            Do("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite itself has rolled back already: it does so on disk full and on I/O errors.
        }
    }
}
