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

        if (!tables.Order().SequenceEqual(Schema.Statements.Order()))
        {
            throw new DamagedStoreException("store.db", "its tables are not those of format 1.");
        }

        return database.First(
            "SELECT version, store, made, sum FROM format",
            row =>
            {
                var (version, id, made) = (row.GetInt64(0), row.GetString(1), row.GetInt64(2));
                return RowSums.Check(id, row.GetInt64(3), RowSums.Of(to => to.Int(version).Text(id).Int(made)), "store.db format row");
            })
            ?? throw new DamagedStoreException("store.db", "its format row is missing.");
    }

    public static void Make(Database database, DateTimeOffset now, Guid store)
    {
        var id = store.ToString("N");
        var ticks = now.UtcTicks;
        database.Do("PRAGMA application_id=" + Schema.ApplicationId);
        database.Transact(() =>
        {
            foreach (var statement in Schema.Statements)
            {
                database.Do(statement);
            }

            database.Do("PRAGMA user_version=" + Schema.Format);
            database.Do("INSERT INTO format VALUES($1, $2, $3, $4)", Schema.Format, id, ticks, RowSums.Of(to => to.Int(Schema.Format).Text(id).Int(ticks)));
            new StateRow(0, "", 0, 0, 0, 0, 0, 0).Save(database);
        });
    }
}
