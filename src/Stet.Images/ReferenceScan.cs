using System.Globalization;
using Stet.Images.Bytes;
using Stet.Images.Types;

namespace Stet.Images;

/// <summary>Hears of a reference; what it is about is in the scan's properties.</summary>
internal delegate void ReferenceFound(ReferenceScan scan);

/// <summary>Finds all references of an image without making anything of it.</summary>
internal sealed class ReferenceScan(ImageTables tables, ObjectExtents objects)
{
    readonly List<string> _steps = [];
    ReferenceFound _found = static _ => { };
    ReferenceCursor _cursor;
    ByteReader _in = tables.Shells;
    int _row;
    string? _key;

    /// <summary>The object that refers.</summary>
    public int Owner { get; private set; }

    /// <summary>The object referred to.</summary>
    public int Target { get; private set; }

    /// <summary>Which of the owner's references, null ones included.</summary>
    public int Place { get; private set; }

    /// <summary>How the owner reaches the target: <c>.Client</c>, <c>[3]</c>, <c>["a"].Value</c>.</summary>
    public string Step() => (_row < 0 ? "" : _key is null ? $"[{_row}]" : $"[{_key}]") + string.Concat(_steps);

    /// <summary>Every reference of every object, owners in the order of their numbers.</summary>
    public void All(ReferenceFound found)
    {
        _found = found;
        (_, tables.Built.Position, tables.Shells.Position) = tables.Starts;
        var cursor = new ReferenceCursor(0, -1);
        for (int id = 0; id < tables.Objects; id++)
        {
            if (tables.Record(objects.Types[id]) is { IsBuilt: true })
            {
                One(id, tables.Built.Part(tables.Built.Count()), new(id, id));
                continue;
            }
            cursor.Current = id;
            cursor = One(id, tables.Shells, cursor);
        }
    }

    /// <summary>The references of one object whose content starts where <paramref name="content"/> stands.</summary>
    public ReferenceCursor One(int id, ByteReader content, ReferenceCursor cursor, ReferenceFound? found = null)
    {
        if (found is not null) _found = found;
        (Owner, Place, _in, _cursor, _row, _key) = (id, 0, content, cursor, -1, null);
        _steps.Clear();
        Content(objects.Types[id], objects.Counts[id]);
        return _cursor;
    }

    void Content(int type, long count)
    {
        if (tables.Record(type) is not { } record)
        {
            if (!Primitives.IsReference(type)) Value(type);
            return;
        }
        if (record.Form == Form.Array)
        {
            Run(record.Element, count);
            return;
        }
        if (record.IsValue)
        {
            Value(type);
            return;
        }
        if (record.Base != 0) Content(record.Base, count);
        foreach (var field in record.Fields) Field(field);
        if (record.Form == Form.Rows) Rows(record, count);
    }

    void Rows(TypeRecord record, long count)
    {
        if (record.Columns.Count == 1)
        {
            Run(record.Columns[0].Type, count);
            return;
        }
        for (_row = 0; _row < count; _row++)
        {
            _key = null;
            foreach (var column in record.Columns)
            {
                int start = _in.Position;
                if (column.Name is "key" or "value") Value(column.Type);
                else Field(column);
                if (column.Name == "key") _key = KeyText(column.Type, start);
            }
        }
        (_row, _key) = (-1, null);
    }

    void Run(int element, long count)
    {
        if (TypeCheck.MemorySize(tables, element) is int size)
        {
            long length = count * size;
            if (length >= ImageFormat.ChunkThreshold) _in.Varint();
            else _in.Skip(length);
            return;
        }
        if (count > _in.Remaining) throw ByteReader.Damage($"{count} elements in {_in.Remaining} bytes");
        for (_row = 0; _row < count; _row++) Value(element);
        _row = -1;
    }

    void Field(FieldRecord field)
    {
        _steps.Add("." + MemberNames.Shown(field.Name));
        Value(field.Type);
        _steps.RemoveAt(_steps.Count - 1);
    }

    void Value(int type)
    {
        var record = tables.Record(type);
        if (record is null && !Primitives.IsReference(type)) PrimitiveSkip.One((Primitive)type, _in);
        else if (record?.Form == Form.Enum) PrimitiveSkip.One((Primitive)record.Element, _in);
        else if (record?.Form == Form.Struct) foreach (var field in record.Fields) Field(field);
        else Reference();
    }

    void Reference()
    {
        Target = _cursor.Read(_in, tables.Objects);
        if (Target >= 0) _found(this);
        Place++;
    }

    string? KeyText(int type, int start)
    {
        if (type == (int)Primitive.String && Target >= 0 && objects.Texts?[Target] is { } text) return $"\"{text}\"";
        if (type != (int)Primitive.Int32) return null;
        int end = _in.Position;
        _in.Position = start;
        string number = _in.Raw<int>().ToString(CultureInfo.InvariantCulture);
        _in.Position = end;
        return number;
    }
}
