using System.Buffers.Binary;
using Stet.Storage.Log;
using Stet.Storage.Sql;

namespace Stet.Storage.Opening;

/// <summary>
/// Refuses a store of a newer format before anything is touched: read plainly from the files' headers, since SQLite would already write.
/// The log's header has a check and decides; the database's (its user_version, bytes 60 to 63) counts where there is no whole log header.
/// </summary>
internal static class FormatGate
{
    private const int HeaderBytes = 100;

    public static void Check(StoreFiles files)
    {
        var format = LogHeader.ReadFrom(files.Log)?.Format ?? DatabaseFormat(files.Database) ?? Schema.Format;
        if (format > Schema.Format)
        {
            throw new StoreRefusedException(
                $"The store {files.Folder} has format {format}; this version of Stet reads formats up to {Schema.Format}. "
                + "Nothing was changed. Open it with the version of Stet that wrote it, or a newer one.");
        }
    }

    private static long? DatabaseFormat(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[HeaderBytes];
        var ours = RandomAccess.Read(file, header, 0) == HeaderBytes
            && header.AsSpan().StartsWith("SQLite format 3\0"u8)
            && BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(68)) == Schema.ApplicationId;
        return ours ? BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(60)) : null;
    }
}
