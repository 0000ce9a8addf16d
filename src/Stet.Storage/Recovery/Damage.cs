using Microsoft.Data.Sqlite;

namespace Stet.Storage.Recovery;

/// <summary>Tells damage from other trouble: what reading rotten bytes can end in.</summary>
internal static class Damage
{
    // Result codes of SQLite (sqlite.org/rescode.html).
    private const int Error = 1;
    private const int Corrupt = 11;
    private const int TooBig = 18;
    private const int Mismatch = 20;
    private const int NotADatabase = 26;
    private const int ReadFailed = 266;
    private const int ShortRead = 522;

    public static bool Is(Exception trouble) => trouble switch
    {
        DamagedStoreException or InvalidDataException => true,
        SqliteException sqlite => sqlite.SqliteErrorCode is Error or Corrupt or TooBig or Mismatch or NotADatabase
            || sqlite.SqliteExtendedErrorCode is ReadFailed or ShortRead,

        // A column that is NULL, of another type or out of range where the schema never allows it.
        ObjectDisposedException => false,
        InvalidOperationException or InvalidCastException or OverflowException or FormatException or ArgumentException => true,
        _ => false,
    };
}
