using Stet.Storage.Rows;
using Stet.Storage.Sql;

namespace Stet.Storage.Opening;

/// <summary>Makes the tables of an empty store.db, and reads which store one is.</summary>
internal static class NewDatabase
{
    /// <summary>The store's id; null where the database is empty.</summary>
    /// <exception cref="DamagedStoreException">The tables are not those of this format, or the id is damaged.</exception>
    public static string? IdOf(Database database)
    {
        var tables = database.All("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL", row => row.GetString(0));
        if (tables.Count == 0)
        {
            return null;
        }

        if (tables.Order().SequenceEqual(Schema.Format1.Order()))
        {
            FormatStep.From1(database);
            return IdOf(database);
        }

        if (!tables.Order().SequenceEqual(Schema.Statements.Order()))
        {
            throw new DamagedStoreException("store.db", "its tables are not those of format 2.");
        }

        return FormatOf(database).Store;
    }

    /// <exception cref="DamagedStoreException">The row is missing or damaged.</exception>
    public static FormatRow FormatOf(Database database) =>
        database.First(
            "SELECT version, store, made, sum FROM format",
            row =>
            {
                var format = new FormatRow(row.GetInt64(0), row.GetString(1), row.GetInt64(2));
                return RowSums.Check(format, row.GetInt64(3), RowSums.Of(format.Write), "store.db format row");
            })
        ?? throw new DamagedStoreException("store.db", "its format row is missing.");

    public static void Make(Database database, DateTimeOffset now, Guid store)
    {
        database.Do("PRAGMA application_id=" + Schema.ApplicationId);
        database.Transact(() =>
        {
            foreach (var statement in Schema.Statements)
            {
                database.Do(statement);
            }

            Mark(database, new(Schema.Format, store.ToString("N"), now.UtcTicks));
            new StateRow(0, "", 0, 0, 0, 0, 0, 0).Save(database);
        });
    }

    /// <summary>Says in the header and in the row which format this is.</summary>
    public static void Mark(Database database, FormatRow format)
    {
        database.Do("PRAGMA user_version=" + format.Version);
        database.Do("DELETE FROM format");
        database.Do("INSERT INTO format VALUES($1, $2, $3, $4)", format.Version, format.Store, format.Made, RowSums.Of(format.Write));
    }
}
