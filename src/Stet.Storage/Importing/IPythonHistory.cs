using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Stet.Storage.Importing;

/// <summary>Reads IPython's <c>history.sqlite</c>: inputs as they were typed, with the time at which their session began.</summary>
public static class IPythonHistory
{
    /// <summary>Whether a file is a SQLite database.</summary>
    public static bool IsDatabase(string path)
    {
        var head = new byte[16];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan().SequenceEqual("SQLite format 3\0"u8);
    }

    /// <exception cref="InvalidDataException">It is no such history.</exception>
    public static IReadOnlyList<(string Code, DateTimeOffset Time)> Read(string path)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT h.source_raw, s.start FROM history h LEFT JOIN sessions s ON s.session = h.session ORDER BY h.session, h.line";
            using var rows = command.ExecuteReader();
            var found = new List<(string, DateTimeOffset)>();
            while (rows.Read())
            {
                found.Add((rows.GetString(0), rows.IsDBNull(1) ? DateTimeOffset.UnixEpoch : TimeOf(rows.GetString(1))));
            }

            return found;
        }
        catch (SqliteException trouble)
        {
            throw new InvalidDataException($"{path} is no history of IPython: {trouble.Message}", trouble);
        }
    }

    private static DateTimeOffset TimeOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : DateTimeOffset.UnixEpoch;
}
