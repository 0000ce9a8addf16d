using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Stet.Model;

namespace Stet.Worlds;

/// <summary>
/// What a unit compiles to, as a hash: its code and metadata without what differs from one compilation of the same meaning to the next (the module's
/// identity, which covers the places in the source, and the debug directory). A comment or another layout of the text leaves it equal.
/// Held by <c>UnitContentTests</c>.
/// </summary>
internal static class UnitContent
{
    public static ContentHash Of(ReadOnlyMemory<byte> image)
    {
        var bytes = image.ToArray();
        using var reader = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(image.ToArray()));
        bytes.AsSpan(reader.PEHeaders.CoffHeaderStartOffset + 4, sizeof(int)).Clear();
        Clear(bytes, reader, reader.PEHeaders.PEHeader!.DebugTableDirectory);
        foreach (var entry in reader.ReadDebugDirectory())
        {
            bytes.AsSpan(entry.DataPointer, entry.DataSize).Clear();
        }

        var metadata = reader.GetMetadataReader();
        var identityIndex = MetadataTokens.GetHeapOffset(metadata.GetModuleDefinition().Mvid);
        var guids = reader.PEHeaders.MetadataStartOffset + metadata.GetHeapMetadataOffset(HeapIndex.Guid);
        bytes.AsSpan(guids + (identityIndex - 1) * 16, 16).Clear();
        return new HashBuilder().Add(bytes).ToHash();
    }

    private static void Clear(byte[] bytes, PEReader reader, DirectoryEntry directory)
    {
        if (directory.Size > 0 && reader.PEHeaders.TryGetDirectoryOffset(directory, out var offset))
        {
            bytes.AsSpan(offset, directory.Size).Clear();
        }
    }
}
