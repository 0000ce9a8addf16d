using Stet.Storage.Images;
using Stet.Storage.Rows;
using Stet.Storage.Sql;
using Stet.Storage.Tables;

namespace Stet.Storage.Recovery;

/// <summary>
/// Reads every page and every row of the database and names what is damaged. <see cref="Run"/> finds damage that the commit log can mend;
/// <see cref="References"/> finds what rows refer to and nobody has.
/// </summary>
internal static class DatabaseScan
{
    private const int MostFindings = 100;

    public static List<string> Run(Database database)
    {
        var findings = new List<string>();
        Try("store.db", findings, () => findings.AddRange(
            database.All("PRAGMA integrity_check(20)", row => row.GetString(0)).Where(line => line != "ok").Select(line => "store.db: " + line)));
        Rows("settings", findings, database, "SELECT name, value, sum FROM setting", SettingTable.Read);
        Rows("history", findings, database, EntryTable.AllEntries, EntryTable.ReadEntry);
        Rows("history", findings, database, EntryTable.AllEndings, row => EntryTable.ReadEnding(row));
        Rows("history", findings, database, MeaningTable.All, MeaningTable.Read);
        Rows("images", findings, database, ImageTable.All, ImageTable.Read);
        Rows("names", findings, database, BindingTable.All, BindingTable.Read);
        Rows("versions", findings, database, VersionTable.All, VersionTable.Read);
        Rows("chunks", findings, database, ChunkTable.All, ChunkTable.Read);
        Try("store.db", findings, () => Totals(database, findings));
        return findings;
    }

    /// <summary>What no single row shows: missing rows.</summary>
    private static void Totals(Database database, List<string> findings)
    {
        var state = StateRow.Load(database);
        BindingTable.Live(database, state.Live);
        BindingTable.At(database, 0);
        VersionTable.Newest(database, state, null, int.MaxValue);
        var (last, count) = (EntryTable.Last(database), database.Scalar("SELECT count(*) FROM entry") ?? 0);
        if (last != state.Last || count != last)
        {
            findings.Add($"history: of {state.Last} entries {count} are there.");
        }
    }

    public static List<string> References(Database database)
    {
        var findings = new List<string>();
        Try("store.db", findings, () => Missing(database, findings));
        return findings;
    }

    private static void Missing(Database database, List<string> findings)
    {
        findings.AddRange(database.All(
            "SELECT DISTINCT image FROM binding WHERE image IS NOT NULL AND NOT EXISTS (SELECT 1 FROM image WHERE hash = binding.image)",
            row => $"image {Hashing.Read(Database.Blob(row, 0)!)}: a name refers to it, and it is missing."));
        findings.AddRange(Unindexed(database));
    }

    private static IEnumerable<string> Unindexed(Database database) =>
        database.Stream(ImageTable.All, ImageTable.Read)
            .SelectMany(image => ImageSplit.Chunks(image).Select(chunk => (Image: Hashing.Read(image.Hash), Chunk: chunk)))
            .Where(pair => ChunkTable.Find(database, pair.Chunk) is null)
            .Select(pair => $"image {pair.Image}: its chunk {pair.Chunk} is missing from the index.");

    private static void Rows<T>(
        string table, List<string> findings, Database database, string sql, Func<Microsoft.Data.Sqlite.SqliteDataReader, T> read)
    {
        Try(table, findings, () =>
        {
            foreach (var _ in database.Stream(sql, row => { Try(table, findings, () => read(row)); return true; }))
            {
                if (findings.Count >= MostFindings)
                {
                    return;
                }
            }
        });
    }

    private static void Try(string part, List<string> findings, Action read)
    {
        try
        {
            read();
        }
        catch (Exception trouble) when (Damage.Is(trouble))
        {
            findings.Add(trouble is DamagedStoreException ? trouble.Message : $"{part}: {trouble.Message}");
        }
    }
}
