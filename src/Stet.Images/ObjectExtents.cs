using Stet.Images.Bytes;

namespace Stet.Images;

/// <summary>Type and extent of every object of an image, as its headers say.</summary>
/// <param name="Counts">Rows, elements; 0 for other objects.</param>
/// <param name="Texts">The strings among the objects; null where nobody needs them.</param>
internal sealed record ObjectExtents(int[] Types, int[] Counts, string?[]? Texts)
{
    public static ObjectExtents Read(ImageTables tables)
    {
        var all = new ObjectExtents(new int[tables.Objects], new int[tables.Objects], new string?[tables.Objects]);
        tables.Headers.Position = tables.Starts.Headers;
        for (int i = 0; i < tables.Objects; i++)
        {
            var header = ObjectHeader.Read(tables, tables.Headers);
            (all.Types[i], all.Counts[i], all.Texts![i]) = (header.Type, (int)Math.Min(header.Count, int.MaxValue), header.Text);
        }
        if (tables.Headers.Remaining > 0) throw ByteReader.Damage("its headers go on after the last object");
        return all;
    }
}
