using System.Buffers.Binary;
using Stet.Storage.Packs;
using Stet.Storage.Rows;

namespace Stet.Storage.Images;

/// <summary>Makes an image's row, putting the bytes of a large one into chunks; and puts the bytes together again.</summary>
internal static class ImageSplit
{
    public const int PartBytes = 20;

    public static ImageRow Store(NewImage image, bool inline, ChunkStore chunks)
    {
        var bytes = image.Bytes.Span;
        var actual = Hashing.Of(bytes);
        if (actual != image.Hash)
        {
            throw new ArgumentException($"The image given as {image.Hash} has the hash {actual}.", nameof(image));
        }

        var references = new byte[image.Chunks.Count * 16];
        for (var i = 0; i < image.Chunks.Count; i++)
        {
            image.Chunks[i].Write(references.AsSpan(i * 16));
        }

        return inline
            ? new(image.Hash.ToBytes(), bytes.Length, bytes.ToArray(), [], references)
            : new(image.Hash.ToBytes(), bytes.Length, null, PutParts(bytes, chunks), references);
    }

    public static byte[] Join(ImageRow row, ChunkStore chunks)
    {
        var hash = Hashing.Read(row.Hash);
        var bytes = row.Inline ?? JoinParts(row, chunks);
        return Hashing.Of(bytes) == hash && bytes.Length == row.Length
            ? bytes
            : throw new DamagedStoreException($"image {hash}", "its bytes do not match its hash.");
    }

    /// <summary>The chunks that hold the image's own bytes.</summary>
    public static IEnumerable<(ContentHash Hash, int Length)> Parts(ImageRow row)
    {
        for (var at = 0; at < row.Parts.Length; at += PartBytes)
        {
            yield return (Hashing.Read(row.Parts.AsSpan(at)), BinaryPrimitives.ReadInt32LittleEndian(row.Parts.AsSpan(at + 16)));
        }
    }

    /// <summary>Every chunk that the image needs: its own parts and the chunks that its bytes refer to.</summary>
    public static IEnumerable<ContentHash> Chunks(ImageRow row)
    {
        foreach (var (hash, _) in Parts(row))
        {
            yield return hash;
        }

        foreach (var hash in References(row))
        {
            yield return hash;
        }
    }

    /// <summary>The chunks that the image's bytes refer to.</summary>
    public static IEnumerable<ContentHash> References(ImageRow row)
    {
        for (var at = 0; at < row.References.Length; at += 16)
        {
            yield return Hashing.Read(row.References.AsSpan(at));
        }
    }

    private static byte[] PutParts(ReadOnlySpan<byte> bytes, ChunkStore chunks)
    {
        var parts = new MemoryStream();
        Span<byte> part = stackalloc byte[PartBytes];
        while (!bytes.IsEmpty)
        {
            var length = ChunkBoundaries.Next(bytes);
            chunks.Put(bytes[..length]).Write(part);
            BinaryPrimitives.WriteInt32LittleEndian(part[16..], length);
            parts.Write(part);
            bytes = bytes[length..];
        }

        return parts.ToArray();
    }

    private static byte[] JoinParts(ImageRow row, ChunkStore chunks)
    {
        if (row.Length > Array.MaxLength || Parts(row).Any(part => part.Length is < 0 or > ChunkSize.Bytes) || Parts(row).Sum(part => (long)part.Length) != row.Length)
        {
            throw new DamagedStoreException($"image {Hashing.Read(row.Hash)}", "its parts do not make the whole.");
        }

        var bytes = new byte[row.Length];
        var at = 0;
        foreach (var (hash, length) in Parts(row))
        {
            chunks.Get(hash, bytes.AsSpan(at, length));
            at += length;
        }

        return bytes;
    }
}
