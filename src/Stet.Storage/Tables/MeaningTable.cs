using System.IO.Hashing;
using System.Text;
using Microsoft.Data.Sqlite;
using Stet.Storage.Rows;
using Stet.Storage.Sql;

namespace Stet.Storage.Tables;

/// <summary>What entries meant when they ran, by number and by text.</summary>
internal static class MeaningTable
{
    public const string All = "SELECT number, same, payload, sum FROM meaning ORDER BY number";

    /// <summary>Texts that differ in the blanks around them are the same command.</summary>
    public static long SameOf(string text) => unchecked((long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text.Trim())));

    public static void Put(Database database, MeaningRow row) =>
        database.Do("INSERT OR REPLACE INTO meaning VALUES($1, $2, $3, $4)", row.Number, row.Same, Database.Column(row.Payload), RowSums.Of(row.Write));

    /// <summary>Null for an entry that has none.</summary>
    public static MeaningRow? Find(Database database, long number) =>
        database.First("SELECT number, same, payload, sum FROM meaning WHERE number = $1", Read, number);

    /// <summary>Of the entries with this text, newest first.</summary>
    public static List<MeaningRow> Same(Database database, string text, int limit) =>
        database.All("SELECT number, same, payload, sum FROM meaning WHERE same = $1 ORDER BY number DESC LIMIT $2", Read, SameOf(text), limit);

    public static MeaningRow Read(SqliteDataReader row)
    {
        var meaning = new MeaningRow(row.GetInt64(0), row.GetInt64(1), Database.Text(row, 2)!);
        return RowSums.Check(meaning, row.GetInt64(3), RowSums.Of(meaning.Write), $"meaning of history entry {meaning.Number}");
    }
}
