using Stet.Storage.Sql;

namespace Stet.Storage.Opening;

/// <summary>
/// Brings a database of an older format to the newest one, in one transaction: after a crash it is of the one or the other. The commit log is
/// written anew when the store is opened, so that its header says the format too.
/// </summary>
internal static class FormatStep
{
    /// <summary>Format 2 keeps what entries meant; entries of format 1 have no meaning.</summary>
    public static void From1(Database database)
    {
        var format = NewDatabase.FormatOf(database);
        database.Transact(() =>
        {
            foreach (var statement in Schema.SinceFormat2)
            {
                database.Do(statement);
            }

            NewDatabase.Mark(database, format with { Version = Schema.Format });
        });
    }
}
