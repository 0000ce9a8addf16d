using Stet.Images.Bytes;

namespace Stet.Images.Types;

/// <summary>Refuses type tables that could send a reader in circles.</summary>
internal static class TypeCheck
{
    public static void Check(ImageTables tables)
    {
        int limit = Primitives.FirstOfTable + tables.Types.Count;
        foreach (var type in tables.Types) CheckIndices(type, limit, tables.Homes.Count);
        foreach (var root in tables.Roots) Known(root.Type, limit);
        var state = new byte[tables.Types.Count];
        for (int i = 0; i < state.Length; i++) CheckNesting(tables, i, state, 0);
    }

    static void CheckIndices(TypeRecord type, int limit, int homes)
    {
        if (type.Form != Form.Array && type.Home >= homes) throw ByteReader.Damage($"the type {type.Name} has no home");
        foreach (int argument in type.Arguments) Known(argument, limit);
        foreach (var field in type.Fields) Known(field.Type, limit);
        foreach (var column in type.Columns) Known(column.Type, limit);
        if (type.Base != 0) Known(type.Base, limit);
        if (type.Form is Form.Array or Form.Enum) Known(type.Element, limit);
        if (type.Form == Form.Enum && Primitives.Size((Primitive)type.Element) is 0 or > 8) throw ByteReader.Damage($"the enum {type.Name} is no integer");
        if (type.IsValue != type.Form is Form.Struct or Form.Enum) throw ByteReader.Damage($"the type {type.Name} is half a value");
        if (type.IsRaw) CheckMemory(type);
    }

    static void CheckMemory(TypeRecord type)
    {
        if (!type.IsValue || type.Size <= 0) throw ByteReader.Damage($"the type {type.Name} has no size");
    }

    static void Known(int type, int limit)
    {
        bool primitive = type is > 0 and <= (int)Primitive.Text;
        if (!primitive && (type < Primitives.FirstOfTable || type >= limit)) throw ByteReader.Damage($"a reference to type {type}, which it does not have");
    }

    /// <summary>Depth-first over bases and fields by value; a type met again on the way down contains itself.</summary>
    static void CheckNesting(ImageTables tables, int index, byte[] state, int depth)
    {
        const byte OnTheWay = 1, Done = 2;
        if (state[index] == Done) return;
        if (state[index] == OnTheWay || depth > 200) throw ByteReader.Damage($"the type {tables.Types[index].Name} contains itself");
        state[index] = OnTheWay;
        var type = tables.Types[index];
        if (type.Base != 0) Into(type.Base, isBase: true);
        foreach (var field in type.Fields)
        {
            Into(field.Type, isBase: false);
            if (type.IsRaw && !FitsIn(tables, field, type.Size)) throw ByteReader.Damage($"the field {type.Name}.{field.Name} lies outside");
        }
        foreach (var column in type.Columns) Into(column.Type, isBase: false);
        state[index] = Done;

        void Into(int next, bool isBase)
        {
            var record = tables.Record(next);
            if (isBase && record?.Form is not (Form.Fields or Form.Rows)) throw ByteReader.Damage($"the type {type.Name} has a base that is no class");
            if (record is not null && (isBase || record.IsValue)) CheckNesting(tables, next - Primitives.FirstOfTable, state, depth + 1);
        }
    }

    static bool FitsIn(ImageTables tables, FieldRecord field, int size)
    {
        int? length = MemorySize(tables, field.Type);
        return length is int bytes && field.Offset + bytes <= size;
    }

    /// <summary>Bytes of one element in memory; null where the type is not stored as memory.</summary>
    public static int? MemorySize(ImageTables tables, int type)
    {
        if (tables.Record(type) is not { } record) return Primitives.IsRaw((Primitive)type) ? Primitives.Size((Primitive)type) : null;
        if (record.Form == Form.Enum) return Primitives.Size((Primitive)record.Element);
        return record.IsRaw ? record.Size : null;
    }
}
