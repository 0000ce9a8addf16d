using System.Buffers.Binary;
using Stet.Storage.Sql;

namespace Stet.Storage.Opening;

/// <summary>
/// Fields of the SQLite file header that would change how SQLite treats the file without its calling that damage (sqlite.org/fileformat2.html):
/// the read and write versions (2: write-ahead log; above it the file would be read-only) and our own marks.
/// </summary>
internal static class SqliteHeader
{
    private const int Bytes = 100;

    /// <exception cref="DamagedStoreException">A field is not what every store of this format has.</exception>
    public static void Check(StoreFiles files)
    {
        // Without a log the store is only being made, and its header may still be that of an empty database.
        if (!File.Exists(files.Log) || new FileInfo(files.Database).Length == 0)
        {
            return;
        }

        using var file = File.OpenHandle(files.Database, share: FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[Bytes];
        var whole = RandomAccess.Read(file, header, 0) == Bytes && header[18] == 2 && header[19] == 2;
        var marks = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(68)) is Schema.ApplicationId or 0
            && BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(60)) is >= 0 and <= Schema.Format;
        if (!whole || !marks)
        {
            throw new DamagedStoreException("store.db", "its header is damaged.");
        }
    }
}
