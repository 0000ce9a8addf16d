using Stet.Storage.Sql;

namespace Stet.Storage.Tables;

/// <summary>
/// Finds entries, newest first. Only the short rows of <c>entry</c> are scanned; outputs live in another table and are read for hits alone.
/// </summary>
internal static class HistorySearch
{
    /// <summary>SQLite refuses very long patterns.</summary>
    private const int LongestPattern = 1000;

    public static List<HistoryEntry> Find(Database database, StateRow state, HistoryQuery query, SessionId? own)
    {
        var numbers = query.OwnSessionFirst && own is { } session ? OwnFirst(database, query, session) : Newest(database, query, []);
        if (string.IsNullOrEmpty(query.Containing) && !query.OwnSessionFirst)
        {
            DemandAll(numbers, state, query);
        }

        return [.. numbers.Select(number => EntryTable.Find(database, number))];
    }

    /// <summary>Without a condition the numbers have no gap: one that is missing is damage.</summary>
    private static void DemandAll(List<long> numbers, StateRow state, HistoryQuery query)
    {
        var newest = Math.Min(state.Last, Before(query) - 1);
        var missing = LongRange(newest, Math.Min(newest, query.Limit)).Except(numbers).ToList();
        if (missing.Count > 0)
        {
            throw new DamagedStoreException($"history entry {missing[0]}", "it is missing.");
        }
    }

    private static IEnumerable<long> LongRange(long newest, long count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return newest - i;
        }
    }

    private static List<long> OwnFirst(Database database, HistoryQuery query, SessionId own)
    {
        var mine = Scan(
            database, "SELECT number, code FROM entry WHERE session = $3 AND number < $1 AND (code LIKE $2 ESCAPE '\\' OR typeof(code) = 'blob') "
                + "ORDER BY number DESC", query, [], Before(query), Pattern(query), Database.Column(own.Value));
        return [.. mine, .. Newest(database, query with { Limit = query.Limit - mine.Count }, [.. mine])];
    }

    private static List<long> Newest(Database database, HistoryQuery query, HashSet<long> without) =>
        Scan(
            database, "SELECT number, code FROM entry WHERE number < $1 AND (code LIKE $2 ESCAPE '\\' OR typeof(code) = 'blob') ORDER BY number DESC",
            query, without, Before(query), Pattern(query));

    /// <summary>SQLite sorts out most rows. It ignores case in ASCII only, so texts with other letters are left to <see cref="Matches"/>.</summary>
    private static string Pattern(HistoryQuery query) =>
        query.Containing is { Length: > 0 and < LongestPattern } text && System.Text.Ascii.IsValid(text) && !text.Contains('\0')
            ? "%" + text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%"
            : "%";

    private static long Before(HistoryQuery query) => query.Before?.Value ?? long.MaxValue;

    private static List<long> Scan(
        Database database, string sql, HistoryQuery query, HashSet<long> without, params ReadOnlySpan<object?> values)
    {
        var found = new List<long>();
        if (query.Limit > 0)
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

                    return found.Count < query.Limit;
                },
                values);
        }

        return found;
    }

    private static bool Matches(Microsoft.Data.Sqlite.SqliteDataReader row, string? text) =>
        string.IsNullOrEmpty(text) || Database.Text(row, 1)!.Contains(text, StringComparison.OrdinalIgnoreCase);
}
