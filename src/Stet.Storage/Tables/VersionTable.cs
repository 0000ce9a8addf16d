using System.Globalization;
using Microsoft.Data.Sqlite;
using Stet.Storage.Rows;
using Stet.Storage.Sql;

namespace Stet.Storage.Tables;

/// <summary>The submissions that changed bindings, each with the names, chained from the newest to the oldest kept.</summary>
internal static class VersionTable
{
    public const string All = "SELECT number, previous, changes, sum FROM version ORDER BY number";

    /// <summary>Records that <paramref name="number"/> changed these names; returns the newest version's number.</summary>
    public static long Add(Database database, long number, string changes, long newest)
    {
        var existing = Find(database, number);
        var lines = existing is null ? [] : existing.Changes.Split('\n');
        var previous = existing?.Previous ?? database.Scalar("SELECT max(number) FROM version WHERE number < $1", number) ?? 0;
        Save(database, new(number, previous, string.Join('\n', lines.Union(changes.Split('\n')))));
        if (existing is null && database.Scalar("SELECT min(number) FROM version WHERE number > $1", number) is { } next
            && Find(database, next) is { } following)
        {
            Save(database, following with { Previous = number });
        }

        return Math.Max(newest, number);
    }

    /// <summary>The newest versions that are still kept, at most <paramref name="limit"/>.</summary>
    /// <param name="before">Only versions with a lower number.</param>
    public static List<ChangedVersion> Newest(Database database, StateRow state, SubmissionNumber? before, int limit)
    {
        var found = new List<ChangedVersion>();
        var start = before is { } end && end.Value <= state.Version
            ? database.Scalar("SELECT max(number) FROM version WHERE number < $1", end.Value) ?? 0
            : state.Version;
        for (var number = start; number > 0 && number >= state.Horizon && found.Count < limit;)
        {
            var row = Find(database, number) ?? throw new DamagedStoreException($"version {number}", "it is missing.");
            found.Add(new(new(number), Parse(row.Changes)));
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

    /// <summary>Names as stored: a line each, the kind's number, a space, the name.</summary>
    public static string Format(IEnumerable<ChangedName> names) =>
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
