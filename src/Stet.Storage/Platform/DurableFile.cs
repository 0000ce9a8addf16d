namespace Stet.Storage.Platform;

/// <summary>Writes files of the user's so that at every moment, also after a power cut, either the old or the new content is on disk.</summary>
public static class DurableFile
{
    /// <exception cref="IOException">It could not be written; the old content is there, or the new one as a whole.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var aside = path + ".new";
        try
        {
            using (var stream = new FileStream(aside, FileMode.Create, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }

        Durability.SyncFolder(Path.GetDirectoryName(path)!);
    }
}
