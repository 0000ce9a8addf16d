using Stet.Images.Bytes;
using Stet.Images.Types;
using Stet.Model;

namespace Stet.Images;

/// <summary>The names that an image gives to its values, changed without reading the values.</summary>
public static class ImageNames
{
    /// <returns>The image with another name for one root, and the chunks it refers to.</returns>
    /// <exception cref="DamagedStoreException">The bytes are no image.</exception>
    public static (byte[] Image, IReadOnlyList<ContentHash> Chunks) RenameRoot(ReadOnlyMemory<byte> image, string old, string name)
    {
        var tables = ImageTables.Read(image);
        var from = new ByteReader(image);
        int start = from.Position;
        SkipToRoots(from);
        var to = new ByteWriter();
        to.Span(image.Span[..(from.Position - start)]);
        var cursor = new ReferenceCursor(0, -1);
        Copy(from, to, stored => stored == old ? name : stored, r =>
        {
            r.Count(int.MaxValue);
            cursor.Read(r, tables.Objects);
        });
        Copy(from, to, path => IsIn(path, old) ? name + path[old.Length..] : path, static r =>
        {
            r.Name();
            r.Name();
        });
        to.Span(from.Span(from.Remaining));
        return (to.Written.ToArray(), tables.Chunks);
    }

    static bool IsIn(string path, string root) => path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] is '.' or '[');

    static void SkipToRoots(ByteReader from)
    {
        from.Raw<uint>();
        Skip(from, static r => new Home(r.Byte() != 0, r.Name()));
        Skip(from, TypeRecord.Read);
        Skip(from, static r => new ContentHash(r.Raw<ulong>(), r.Raw<ulong>()));
        from.Count(int.MaxValue);
    }

    static void Skip<T>(ByteReader from, Func<ByteReader, T> read)
    {
        for (int left = from.Count(); left > 0; left--) read(from);
    }

    /// <summary>A list of records that begin with a name: the names as they are to be, the rest as it is.</summary>
    static void Copy(ByteReader from, ByteWriter to, Func<string, string> named, Action<ByteReader> skipRest)
    {
        int count = from.Count();
        to.Varint(count);
        for (; count > 0; count--)
        {
            to.Name(named(from.Name()));
            int start = from.Position;
            skipRest(from);
            int length = from.Position - start;
            from.Position = start;
            to.Span(from.Span(length));
        }
    }
}
