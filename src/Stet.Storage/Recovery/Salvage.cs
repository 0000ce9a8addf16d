using Microsoft.Data.Sqlite;
using Stet.Storage.Rows;
using Stet.Storage.Sql;
using Stet.Storage.Tables;

namespace Stet.Storage.Recovery;

/// <summary>
/// Takes whole rows out of a damaged database, for what a damaged log lacks: each table from its start to the first unreadable page,
/// and from its end back to the last.
/// </summary>
internal static class Salvage
{
    /// <summary>Adds the rows of <paramref name="damaged"/> that <paramref name="into"/> does not have.</summary>
    public static void Run(Database damaged, Database database, Transaction into)
    {
        Rows(damaged, "setting", "name", "name, value, sum", SettingTable.Read, row =>
        {
            if (SettingTable.Find(database, row.Name) is null)
            {
                into.Set(row);
            }
        });
        Rows(damaged, "entry", "number", "number, session, code, directory, ticks, minutes, sum", EntryTable.ReadEntry, row =>
        {
            if (!Has(database, "SELECT 1 FROM entry WHERE number = $1", row.Number))
            {
                into.Enter(row);
            }
        });
        Rows(damaged, "ending", "number", "number, state, milliseconds, type, result, output, sum", row => EntryTable.ReadEnding(row), row =>
        {
            if (!Has(database, "SELECT 1 FROM ending WHERE number = $1", row.Number))
            {
                into.End(row);
            }
        });
        Rows(damaged, "meaning", "number", "number, same, payload, sum", MeaningTable.Read, row =>
        {
            if (!Has(database, "SELECT 1 FROM meaning WHERE number = $1", row.Number))
            {
                into.Mean(row);
            }
        });
        Rows(damaged, "image", "id", "hash, length, sum, parts, refs, inline", ImageTable.Read, into.Add);
        Rows(damaged, "binding", "kind, name, since", "kind, name, since, until, payload, image, sum", BindingTable.Read, row =>
        {
            if (!Has(database, "SELECT 1 FROM binding WHERE kind = $1 AND name = $2 AND since = $3", row.Kind, Database.Column(row.Name), row.Since))
            {
                into.Bind(row);
            }
        });
        Rows(damaged, "version", "number", "number, previous, changes, sum", VersionTable.Read, row => into.Change(row.Number, row.Changes));
    }

    private static bool Has(Database database, string sql, params ReadOnlySpan<object?> key) => database.Scalar(sql, key) is not null;

    private static void Rows<T>(
        Database damaged, string table, string key, string columns, Func<SqliteDataReader, T> read, Action<T> take)
        where T : class
    {
        var backward = string.Join(", ", key.Split(", ").Select(column => column + " DESC"));
        Pass(damaged, $"SELECT {columns} FROM {table} ORDER BY {key}", read, take);
        Pass(damaged, $"SELECT {columns} FROM {table} ORDER BY {backward}", read, take);
    }

    private static void Pass<T>(Database damaged, string sql, Func<SqliteDataReader, T> read, Action<T> take)
        where T : class
    {
        try
        {
            foreach (var row in damaged.Stream(sql, row => Whole(row, read)))
            {
                if (row.Value is { } value)
                {
                    take(value);
                }
            }
        }
        catch (SqliteException trouble) when (Damage.Is(trouble) || IsOfAnOlderFormat(trouble))
        {
            // The page after the last row given is unreadable; the pass from the other end takes what lies behind it.
        }
    }

    /// <summary>A table that it does not have yet.</summary>
    private static bool IsOfAnOlderFormat(SqliteException trouble) => trouble.Message.Contains("no such table", StringComparison.Ordinal);

    private static Found<T> Whole<T>(SqliteDataReader row, Func<SqliteDataReader, T> read)
        where T : class
    {
        try
        {
            return new(read(row));
        }
        catch (Exception trouble) when (Damage.Is(trouble) && trouble is not SqliteException)
        {
            return new(default);
        }
    }

    private readonly record struct Found<T>(T? Value)
        where T : class;
}
