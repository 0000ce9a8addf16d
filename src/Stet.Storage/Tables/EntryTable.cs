using Microsoft.Data.Sqlite;
using Stet.Storage.Rows;
using Stet.Storage.Sql;

namespace Stet.Storage.Tables;

/// <summary>
/// History. Numbers are 1, 2, 3, ... without gaps and entries are never deleted, so a missing one is damage and is noticed.
/// </summary>
internal static class EntryTable
{
    public const string AllEntries = "SELECT number, session, code, directory, ticks, minutes, sum FROM entry ORDER BY number";

    public const string AllEndings = "SELECT number, state, milliseconds, type, result, output, sum FROM ending ORDER BY number";

    private const string Columns = "e.number, e.session, e.code, e.directory, e.ticks, e.minutes, e.sum, "
        + "g.number, g.state, g.milliseconds, g.type, g.result, g.output, g.sum";

    private const string From = " FROM entry e LEFT JOIN ending g ON g.number = e.number ";

    public static long Last(Database database) => database.Scalar("SELECT max(number) FROM entry") ?? 0;

    public static void Add(Database database, EntryRow row) =>
        database.Do(
            "INSERT OR REPLACE INTO entry VALUES($1, $2, $3, $4, $5, $6, $7)",
            row.Number, Database.Column(row.Session), Database.Column(row.Code), Database.Column(row.Directory),
            row.Ticks, row.OffsetMinutes, RowSums.Of(row.Write));

    public static void End(Database database, EndingRow row) =>
        database.Do(
            "INSERT OR REPLACE INTO ending VALUES($1, $2, $3, $4, $5, $6, $7)",
            row.Number, row.State, row.Milliseconds, Database.Column(row.Type), Database.Column(row.Result),
            RowSums.Of(row.Write), Database.Column(row.Output));

    public static HistoryEntry Find(Database database, long number) =>
        database.First("SELECT " + Columns + From + "WHERE e.number = $1", Read, number)
        ?? throw new DamagedStoreException($"history entry {number}", "it is missing.");

    private const string LineOf = "SELECT e.number, e.session, e.code, e.directory, e.ticks, e.minutes, e.sum, g.state FROM entry e LEFT JOIN ending g ON g.number = e.number ";

    public static List<HistoryLine> Lines(Database database, long before, int limit) =>
        database.All(LineOf + "WHERE e.number < $1 ORDER BY e.number DESC LIMIT $2", ReadLine, before, limit);

    /// <summary>Null where there is no such entry.</summary>
    public static HistoryLine? Line(Database database, long number) => database.First(LineOf + "WHERE e.number = $1", ReadLine, number);

    /// <summary>Numbers after <paramref name="settled"/> whose runs have not ended.</summary>
    public static List<long> Running(Database database, long settled) =>
        database.All(
            "SELECT number FROM entry WHERE number > $1 AND NOT EXISTS (SELECT 1 FROM ending g WHERE g.number = entry.number) ORDER BY number",
            row => row.GetInt64(0), settled);

    public static void Forget(Database database, Transaction into, long number)
    {
        var entry = Find(database, number);
        into.Enter(new(number, entry.Session.Value, HistoryEntry.Forgotten, entry.Directory, entry.Time.UtcTicks, (long)entry.Time.Offset.TotalMinutes));
        if (entry.State != EntryState.Running)
        {
            into.End(new(number, (long)entry.State, entry.Milliseconds, null, null, ""));
        }

        if (MeaningTable.Find(database, number) is not null)
        {
            into.Mean(new(number, 0, ""));
        }
    }

    public static void Import(Transaction into, ImportedEntry entry)
    {
        var number = into.State.Last + 1;
        into.Enter(new(number, entry.Session, entry.Code, entry.Directory, entry.Time.UtcTicks, (long)entry.Time.Offset.TotalMinutes));
        into.End(new(number, (long)EntryState.Succeeded, 0, null, null, ""));
    }

    public static EntryRow ReadEntry(SqliteDataReader row)
    {
        var entry = new EntryRow(
            row.GetInt64(0), Database.Text(row, 1)!, Database.Text(row, 2)!, Database.Text(row, 3)!, row.GetInt64(4), row.GetInt64(5));
        return RowSums.Check(entry, row.GetInt64(6), RowSums.Of(entry.Write), $"history entry {entry.Number}");
    }

    public static EndingRow ReadEnding(SqliteDataReader row, int first = 0)
    {
        var ending = new EndingRow(
            row.GetInt64(first), row.GetInt64(first + 1), row.GetDouble(first + 2), Database.Text(row, first + 3),
            Database.Text(row, first + 4), Database.Text(row, first + 5)!);
        return RowSums.Check(ending, row.GetInt64(first + 6), RowSums.Of(ending.Write), $"outcome of history entry {ending.Number}");
    }

    private static HistoryLine ReadLine(SqliteDataReader row)
    {
        var entry = ReadEntry(row);
        return new(entry.Number, entry.Session, entry.Code, entry.Directory, entry.Time, StateOf(row.IsDBNull(7) ? null : row.GetInt64(7)));
    }

    private static HistoryEntry Read(SqliteDataReader row)
    {
        var entry = ReadEntry(row);
        var ending = row.IsDBNull(7) ? null : ReadEnding(row, 7);
        return new(
            new(entry.Number), new(entry.Session), entry.Code, entry.Directory, entry.Time, StateOf(ending?.State),
            ending?.Milliseconds ?? 0, ending?.Type, ending?.Result, ending?.Output ?? "");
    }

    private static EntryState StateOf(long? state) => state switch
    {
        null => EntryState.Running,
        EndingRow.HostDied => EntryState.Interrupted,
        { } known => (EntryState)known,
    };
}
