using Stet.Storage.Sql;

namespace Stet.Storage.Tables;

/// <summary>
/// Finds entries, newest first. Only the short rows of <c>entry</c> are scanned; outputs live in another table and are read for hits alone.
/// </summary>
internal static class HistorySearch
{
    public static List<HistoryEntry> Find(Database database, HistoryQuery query, SessionId? own)
    {
        var numbers = query.OwnSessionFirst && own is { } session ? OwnFirst(database, query, session) : Newest(database, query, []);
        return [.. numbers.Select(number => EntryTable.Find(database, number))];
    }

    private static List<long> OwnFirst(Database database, HistoryQuery query, SessionId own)
    {
        var mine = Scan(
            database, "SELECT number, code FROM entry WHERE session = $1 AND number < $2 ORDER BY number DESC", query, query.Limit, [],
            Database.Column(own.Value), Before(query));
        return [.. mine, .. Newest(database, query with { Limit = query.Limit - mine.Count }, [.. mine])];
    }

    private static List<long> Newest(Database database, HistoryQuery query, HashSet<long> without) =>
        Scan(database, "SELECT number, code FROM entry WHERE number < $1 ORDER BY number DESC", query, query.Limit, without, Before(query));

    private static long Before(HistoryQuery query) => query.Before?.Value ?? long.MaxValue;

    private static List<long> Scan(
        Database database, string sql, HistoryQuery query, int limit, HashSet<long> without, params ReadOnlySpan<object?> values)
    {
        var found = new List<long>();
        if (limit > 0)
        {
            database.Each(
                sql,
                row =>
                {
                    var number = row.GetInt64(0);
                    if (!without.Contains(number) && Matches(row, query.Containing))
                    {
                        found.Add(number);
                    }

                    return found.Count < limit;
                },
                values);
        }

        return found;
    }

    private static bool Matches(Microsoft.Data.Sqlite.SqliteDataReader row, string? text) =>
        string.IsNullOrEmpty(text) || Database.Text(row, 1)!.Contains(text, StringComparison.OrdinalIgnoreCase);
}
