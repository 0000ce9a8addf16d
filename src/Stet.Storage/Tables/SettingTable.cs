using Microsoft.Data.Sqlite;
using Stet.Storage.Rows;
using Stet.Storage.Sql;

namespace Stet.Storage.Tables;

internal static class SettingTable
{
    public static string? Find(Database database, string name) =>
        database.First("SELECT name, value, sum FROM setting WHERE name = $1", Read, name)?.Value;

    public static void Save(Database database, SettingRow row) =>
        database.Do("INSERT OR REPLACE INTO setting VALUES($1, $2, $3)", row.Name, Database.Column(row.Value), RowSums.Of(row.Write));

    public static SettingRow Read(SqliteDataReader row)
    {
        var setting = new SettingRow(Database.Text(row, 0)!, Database.Text(row, 1)!);
        return RowSums.Check(setting, row.GetInt64(2), RowSums.Of(setting.Write), $"setting '{setting.Name}'");
    }
}
