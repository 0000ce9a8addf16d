using Stet.Images.Bytes;
using Stet.Images.Types;

namespace Stet.Images;

/// <summary>What the headers section says of one object; for strings that is all.</summary>
/// <param name="Count">Rows of a collection, elements of an array over all ranks, characters of a string.</param>
internal readonly record struct ObjectHeader(int Type, long Count, string? Text, int FirstChunk, int[]? Lengths, int[]? LowerBounds, string? Reason)
{
    /// <summary>Reads the next header.</summary>
    public static ObjectHeader Read(ImageTables tables, ByteReader from)
    {
        int type = from.Count(int.MaxValue);
        if (type == (int)Primitive.String) return ReadText(from);
        if (type < Primitives.FirstOfTable)
            return Primitives.Size((Primitive)type) > 0 || type is (int)Primitive.BigInteger or (int)Primitive.Object ? Plain(type) : throw Unknown(type);
        if (type - Primitives.FirstOfTable >= tables.Types.Count) throw Unknown(type);
        var record = tables.Record(type)!;
        return record.Form switch
        {
            Form.Array => ReadArray(record, type, from),
            Form.Live => Plain(type) with { Reason = from.Name() },
            Form.Named => throw ByteReader.Damage($"an object of the type {record.Name}, which is not described"),
            _ => RowsOf(tables, record) ? Plain(type) with { Count = from.Count(int.MaxValue) } : Plain(type),
        };
    }

    /// <summary>Whether the type or one of its bases is a collection.</summary>
    public static bool RowsOf(ImageTables tables, TypeRecord record)
    {
        for (var at = record; at is not null; at = at.Base == 0 ? null : tables.Record(at.Base))
            if (at.Form == Form.Rows) return true;
        return false;
    }

    static ObjectHeader Plain(int type) => new(type, 0, null, 0, null, null, null);

    static ObjectHeader ReadText(ByteReader from)
    {
        ulong code = from.Varint();
        if (code >> 2 > int.MaxValue) throw ByteReader.Damage("a string is too long");
        int length = (int)(code >> 2);
        var header = Plain((int)Primitive.String) with { Count = length };
        return (code & 3) switch
        {
            0 => header with { Text = from.Characters(length, wide: false) },
            1 => header with { Text = from.Characters(length, wide: true) },
            2 => header with { FirstChunk = from.Count(int.MaxValue) },
            _ => throw ByteReader.Damage("a string has an unknown coding"),
        };
    }

    static ObjectHeader ReadArray(TypeRecord record, int type, ByteReader from)
    {
        if (record.Rank == 0) return Plain(type) with { Count = from.Count(Array.MaxLength) };
        var (lengths, bounds) = (new int[record.Rank], new int[record.Rank]);
        long total = 1;
        for (int i = 0; i < record.Rank; i++)
        {
            lengths[i] = from.Count(Array.MaxLength);
            long bound = from.Zigzag();
            if (bound < int.MinValue || bound + lengths[i] > int.MaxValue) throw ByteReader.Damage("an array has impossible bounds");
            bounds[i] = (int)bound;
            total *= lengths[i];
            if (total > Array.MaxLength) throw ByteReader.Damage("an array is too long");
        }
        return Plain(type) with { Count = total, Lengths = lengths, LowerBounds = bounds };
    }

    static Model.DamagedStoreException Unknown(int type) => ByteReader.Damage($"an object of type {type}, which it does not have");
}
