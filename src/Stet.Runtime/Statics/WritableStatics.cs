using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;
using Stet.Worlds;

namespace Stet.Runtime;

/// <summary>
/// Takes the mark <c>readonly</c> off the static fields of a unit as it is loaded, so that <c>undo</c> can put their values back. Code is compiled against the unit as it was, so that the
/// compiler goes on refusing assignments.
/// </summary>
internal static class WritableStatics
{
    /// <param name="image">The assembly; changed in place.</param>
    public static void Make(byte[] image)
    {
        if (image.AsSpan().IndexOf(Encoding.UTF8.GetBytes(HiddenMembers.Statics)) < 0)
        {
            return;
        }

        using var file = new PEReader(new MemoryStream(image, writable: false));
        var metadata = file.GetMetadataReader();
        var table = file.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.Field);
        var size = metadata.GetTableRowSize(TableIndex.Field);
        foreach (var type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(t => HasStatics(metadata, t)))
        {
            foreach (var field in type.GetFields().Where(f => metadata.GetFieldDefinition(f).Attributes.HasFlag(FieldAttributes.Static | FieldAttributes.InitOnly)))
            {
                image[table + (MetadataTokens.GetRowNumber(field) - 1) * size] &= unchecked((byte)~FieldAttributes.InitOnly);
            }
        }
    }

    private static bool HasStatics(MetadataReader metadata, TypeDefinition type) =>
        type.GetNestedTypes().Any(n => metadata.StringComparer.Equals(metadata.GetTypeDefinition(n).Name, HiddenMembers.Statics));
}
