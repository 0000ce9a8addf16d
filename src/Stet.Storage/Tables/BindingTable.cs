using Microsoft.Data.Sqlite;
using Stet.Storage.Rows;
using Stet.Storage.Sql;

namespace Stet.Storage.Tables;

/// <summary>
/// Bindings over time. For each kind and name the rows' [since, until) are adjoining intervals, the last one open; a removal is a row
/// without payload, so that a commit that arrives late for an earlier number finds where its interval ends.
/// State at n = the rows with since &lt;= n &lt; until that have a payload.
/// </summary>
internal static class BindingTable
{
    public const string All = "SELECT kind, name, since, until, payload, image, sum FROM binding ORDER BY kind, name, since";

    private const string Columns = "SELECT kind, name, since, until, payload, image, sum FROM binding ";

    /// <summary>Adds a row and adjusts its neighbour; returns how the total of the live rows' sums changes.</summary>
    public static long Put(Database database, BindingRow row)
    {
        var name = Database.Column(row.Name);
        var replaced = database.First(
            "SELECT until, sum, payload IS NULL FROM binding WHERE kind = $1 AND name = $2 AND since = $3", Extent.Read, row.Kind, name, row.Since);
        var before = database.First(
            "SELECT until, sum, payload IS NULL, since FROM binding WHERE kind = $1 AND name = $2 AND since < $3 ORDER BY since DESC LIMIT 1",
            Extent.ReadWithSince, row.Kind, name, row.Since);
        var until = replaced?.Until ?? Next(database, row, name);
        var change = -(replaced?.Live ?? 0);
        if (before is not null && before.Until != row.Since)
        {
            change -= before.Live;
            database.Do(
                "UPDATE binding SET until = $1, sum = $2 WHERE kind = $3 AND name = $4 AND since = $5",
                row.Since, RowSums.MoveEnd(before.Sum, before.Until, row.Since), row.Kind, name, before.Since);
        }

        var sum = RowSums.WithEnd(RowSums.Of(row.Write), until);
        database.Do(
            "INSERT OR REPLACE INTO binding VALUES($1, $2, $3, $4, $5, $6, $7)",
            row.Kind, name, row.Since, until, Database.Column(row.Payload), row.Image, sum);
        return unchecked(change + new Extent(until, sum, row.Payload is null, row.Since).Live);
    }

    /// <summary>The newest state, complete: a row that is missing or does not belong shows in the total.</summary>
    public static List<StoredBinding> Live(Database database, long expected)
    {
        long total = 0;
        var rows = database.All(
            Columns + "WHERE until = 9223372036854775807 ORDER BY kind, name",
            row =>
            {
                var binding = Read(row);
                total = unchecked(total + (binding.Payload is null ? 0 : row.GetInt64(6)));
                return binding;
            });
        return total == expected
            ? Present(rows)
            : throw new DamagedStoreException("the list of names", "the names in force are not those that were committed.");
    }

    /// <summary>Reads all rows anyway, and so notices where one is missing between two others or at the end.</summary>
    public static List<StoredBinding> At(Database database, long number)
    {
        var rows = new List<BindingRow>();
        (long Kind, string Name, long Until)? previous = null;
        database.Each(Columns + "ORDER BY kind, name, since", row =>
        {
            var (kind, name, since, until) = (row.GetInt64(0), Database.Text(row, 1)!, row.GetInt64(2), row.GetInt64(3));
            DemandAdjoining(previous, kind, name, since);
            if (since <= number && number < until)
            {
                rows.Add(Read(row));
            }

            previous = (kind, name, until);
            return true;
        });
        DemandAdjoining(previous, -1, "", 0);
        return Present(rows);
    }

    public static StoredBinding? Find(Database database, BindingKind kind, string name, long at)
    {
        var row = database.First(
            Columns + "WHERE kind = $1 AND name = $2 AND since <= $3 ORDER BY since DESC LIMIT 1",
            from =>
            {
                DemandReaches(from.GetInt64(3), at, kind, name);
                return Read(from);
            },
            (long)kind, Database.Column(name), at);
        return row?.Payload is null ? null : Public(row);
    }

    private static void DemandReaches(long until, long at, BindingKind kind, string name)
    {
        if (until <= at && until != BindingRow.Open)
        {
            throw new DamagedStoreException($"{Word((long)kind)} '{name}'", $"what it was from submission {until} on is missing.");
        }
    }

    private static void DemandAdjoining((long Kind, string Name, long Until)? previous, long kind, string name, long since)
    {
        if (previous is { } before && before.Until != (before.Kind == kind && before.Name == name ? since : BindingRow.Open))
        {
            throw new DamagedStoreException($"{Word(before.Kind)} '{before.Name}'", $"what it was from submission {before.Until} on is missing.");
        }
    }

    public static BindingRow Read(SqliteDataReader row)
    {
        var binding = new BindingRow(row.GetInt64(0), Database.Text(row, 1)!, row.GetInt64(2), Database.Text(row, 4), Database.Blob(row, 5));
        var sum = RowSums.WithEnd(RowSums.Of(binding.Write), row.GetInt64(3));
        return RowSums.Check(binding, row.GetInt64(6), sum, $"{Word(binding.Kind)} '{binding.Name}' as of submission {binding.Since}");
    }

    public static string Word(long kind) => ((BindingKind)kind).ToString().ToLowerInvariant();

    private static long Next(Database database, BindingRow row, object? name) =>
        database.Scalar(
            "SELECT since FROM binding WHERE kind = $1 AND name = $2 AND since > $3 ORDER BY since LIMIT 1", row.Kind, name, row.Since)
        ?? BindingRow.Open;

    private static List<StoredBinding> Present(List<BindingRow> rows) => [.. rows.Where(row => row.Payload is not null).Select(Public)];

    private static StoredBinding Public(BindingRow row) =>
        new((BindingKind)row.Kind, row.Name, row.Payload!, row.Image is null ? null : Hashing.Read(row.Image), new(row.Since));

    private sealed record Extent(long Until, long Sum, bool Removed, long Since)
    {
        /// <summary>What the row contributes to the total of the live rows.</summary>
        public long Live => Until == BindingRow.Open && !Removed ? Sum : 0;

        public static Extent Read(SqliteDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2), 0);

        public static Extent ReadWithSince(SqliteDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2), row.GetInt64(3));
    }
}
