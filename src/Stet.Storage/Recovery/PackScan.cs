using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Stet.Storage.Packs;

namespace Stet.Storage.Recovery;

/// <summary>Finds the chunks of a pack from its record headers, stepping over damaged places.</summary>
internal static class PackScan
{
    private const int SearchBlock = 1 << 16;

    public static IEnumerable<(ContentHash Hash, ChunkPlace Place)> Chunks(string folder, int number)
    {
        using var file = PackFile.OpenToRead(folder, number);
        var length = RandomAccess.GetLength(file);
        var header = new byte[ChunkRecord.HeaderBytes];
        for (long at = ChunkRecord.FileHeaderBytes; at + header.Length <= length;)
        {
            if (RandomAccess.Read(file, header, at) == header.Length && ChunkRecord.TryReadHeader(header, out var hash, out var bytes))
            {
                var start = at + header.Length;
                if (start + bytes <= length)
                {
                    yield return (hash, new(number, start, bytes));
                }

                at = ChunkRecord.Align(start + bytes);
            }
            else
            {
                at = Search(file, at + ChunkRecord.Alignment, length);
            }
        }
    }

    /// <summary>The next place that begins like a record; the end where there is none.</summary>
    private static long Search(SafeFileHandle file, long from, long length)
    {
        var block = new byte[SearchBlock];
        for (var at = from; at < length; at += block.Length)
        {
            var read = RandomAccess.Read(file, block, at);
            for (var i = 0; i + 8 <= read; i += ChunkRecord.Alignment)
            {
                if (BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(i)) == ChunkRecord.Magic)
                {
                    return at + i;
                }
            }
        }

        return length;
    }
}
