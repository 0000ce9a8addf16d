using Microsoft.Data.Sqlite;
using Stet.Storage.Images;
using Stet.Storage.Rows;
using Stet.Storage.Sql;

namespace Stet.Storage.Tables;

/// <summary>Images by hash. Rows are added in the order of commits (their id), so that small images lie together.</summary>
internal static class ImageTable
{
    public const string All = "SELECT hash, length, sum, parts, refs, inline FROM image ORDER BY id";

    public static bool Has(Database database, byte[] hash) => database.Scalar("SELECT 1 FROM image WHERE hash = $1", hash) is not null;

    public static void Add(Database database, ImageRow row) =>
        database.Do(
            "INSERT OR IGNORE INTO image(hash, length, sum, parts, refs, inline) VALUES($1, $2, $3, $4, $5, $6)",
            row.Hash, row.Length, RowSums.Of(row.Write), row.Parts, row.References, row.Inline);

    public static ImageRow Find(Database database, ContentHash hash) =>
        database.First("SELECT hash, length, sum, parts, refs, inline FROM image WHERE hash = $1", Read, hash.ToBytes())
        ?? throw new DamagedStoreException($"image {hash}", "the store does not have it.");

    /// <summary>The length alone, without the bytes. Not verified beyond being there.</summary>
    public static long Length(Database database, ContentHash hash) =>
        database.Scalar("SELECT length FROM image WHERE hash = $1", hash.ToBytes())
        ?? throw new DamagedStoreException($"image {hash}", "the store does not have it.");

    public static ImageRow Read(SqliteDataReader row)
    {
        var image = new ImageRow(
            Database.Blob(row, 0)!, row.GetInt64(1), Database.Blob(row, 5), Database.Blob(row, 3)!, Database.Blob(row, 4)!);
        if (image.Hash.Length != 16 || image.Parts.Length % ImageSplit.PartBytes != 0 || image.References.Length % 16 != 0)
        {
            throw new DamagedStoreException("an image", "its row has fields of impossible lengths.");
        }

        return RowSums.Check(image, row.GetInt64(2), RowSums.Of(image.Write), $"image {Hashing.Read(image.Hash)}");
    }
}
