using System.Globalization;
using Microsoft.Data.Sqlite;
using Stet.Storage.Rows;
using Stet.Storage.Sql;

namespace Stet.Storage.Tables;

/// <summary>The submissions that changed bindings, each with the names, chained from the newest to the oldest kept.</summary>
internal static class VersionTable
{
    /// <summary>Records that <paramref name="number"/> changed these names; returns the newest version's number.</summary>
    public static long Add(Database database, long number, IEnumerable<ChangedName> names, long newest)
    {
        var existing = Find(database, number);
        var lines = existing is null ? [] : Parse(existing.Changes);
        var previous = existing?.Previous ?? database.Scalar("SELECT max(number) FROM version WHERE number < $1", number) ?? 0;
        Save(database, new(number, previous, Format([.. lines.Union(names)])));
        if (existing is null && database.Scalar("SELECT min(number) FROM version WHERE number > $1", number) is { } next
            && Find(database, next) is { } following)
        {
            Save(database, following with { Previous = number });
        }

        return Math.Max(newest, number);
    }

    /// <summary>The newest versions, at most <paramref name="limit"/> and none before <paramref name="horizon"/>.</summary>
    public static List<ChangedVersion> Newest(Database database, long newest, long horizon, long before, int limit)
    {
        var found = new List<ChangedVersion>();
        for (var number = newest; number > 0 && number >= horizon && found.Count < limit;)
        {
            var row = Find(database, number) ?? throw new DamagedStoreException($"version {number}", "it is missing.");
            if (number < before)
            {
                found.Add(new(new(number), Parse(row.Changes)));
            }

            number = row.Previous;
        }

        return found;
    }

    public static void Save(Database database, VersionRowStored row) =>
        database.Do(
            "INSERT OR REPLACE INTO version VALUES($1, $2, $3, $4)", row.Number, row.Previous, Database.Column(row.Changes), RowSums.Of(row.Write));

    public static VersionRowStored Read(SqliteDataReader row)
    {
        var version = new VersionRowStored(row.GetInt64(0), row.GetInt64(1), Database.Text(row, 2)!);
        return RowSums.Check(version, row.GetInt64(3), RowSums.Of(version.Write), $"version {version.Number}");
    }

    private static VersionRowStored? Find(Database database, long number) =>
        database.First("SELECT number, previous, changes, sum FROM version WHERE number = $1", Read, number);

    private static string Format(IReadOnlyList<ChangedName> names) =>
        string.Join('\n', names.Select(name => string.Create(CultureInfo.InvariantCulture, $"{(int)name.Kind} {name.Name}")));

    private static List<ChangedName> Parse(string lines) =>
    [
        .. lines.Split('\n').Select(line =>
        {
            var space = line.IndexOf(' ');
            return new ChangedName((BindingKind)int.Parse(line.AsSpan(0, space), CultureInfo.InvariantCulture), line[(space + 1)..]);
        }),
    ];
}
