using Stet.Storage.Rows;
using Stet.Storage.Sql;

namespace Stet.Storage.Opening;

/// <summary>Makes the tables of an empty store.db, and reads which store one is.</summary>
internal static class NewDatabase
{
    /// <summary>The store's id; null where the database is empty.</summary>
    public static string? IdOf(Database database) =>
        database.Scalar("SELECT count(*) FROM sqlite_schema") is 0
            ? null
            : database.First("SELECT store FROM format WHERE version = 1", row => row.GetString(0));

    public static string Make(Database database, DateTimeOffset now)
    {
        var id = Guid.NewGuid().ToString("N");
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
            new StateRow(0, "", 0, 0, 0, 0, 0).Save(database);
        });
        return id;
    }
}
