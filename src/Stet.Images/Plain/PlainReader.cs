using Stet.Images.Bytes;
using Stet.Images.Types;
using Stet.Model;

namespace Stet.Images;

/// <summary>Turns an image into plain nodes. Every object becomes a node first; then contents are read, as far as the limits go.</summary>
internal sealed class PlainReader(ImageTables tables, IChunkSource? chunks, PlainLimits limits)
{
    readonly PlainTypes _types = new(tables);
    readonly object?[] _values = new object?[tables.Objects];
    readonly int[] _typeIndices = new int[tables.Objects];
    ReferenceCursor _cursor = new(0, -1);
    ByteReader _in = tables.Shells;
    bool _isCut;

    public PlainGraph Read()
    {
        ReadHeaders();
        ReadContents();
        return new(
            [.. tables.Roots.Select(r => new PlainRoot(r.Name, _types[r.Type], r.Object < 0 ? null : _values[r.Object]))],
            [.. _values.OfType<PlainNode>()],
            [.. tables.Live.Select(l => new PlainLivePart(l.Path, l.Type, l.Reason))],
            _isCut);
    }

    void ReadHeaders()
    {
        for (int id = 0; id < _values.Length; id++)
        {
            var header = ObjectHeader.Read(tables, tables.Headers);
            _typeIndices[id] = header.Type;
            _values[id] = header.Type == (int)Primitive.String ? Text(header) : NodeOf(id, header);
        }
        if (tables.Headers.Remaining > 0) throw ByteReader.Damage("its headers go on after the last object");
    }

    PlainNode NodeOf(int id, in ObjectHeader header)
    {
        var record = tables.Record(header.Type);
        bool isCollection = record is not null && (record.Form == Form.Array || ObjectHeader.RowsOf(tables, record));
        return new(id, _types[header.Type]) { Lengths = header.Lengths, LiveReason = header.Reason, Count = isCollection ? header.Count : null };
    }

    string Text(in ObjectHeader header)
    {
        int length = (int)Math.Min(header.Count, limits.Characters);
        if (length < header.Count) _isCut = true;
        if (header.Text is { } text) return length < text.Length ? text[..length] + "…" : text;
        if (chunks is null)
        {
            _isCut = true;
            return "…";
        }
        using var memory = new ChunkedMemory(tables, chunks, header.FirstChunk, header.Count * 2);
        string start = memory.At(0, length * 2).Characters(length, wide: true);
        return length < header.Count ? start + "…" : start;
    }

    void ReadContents()
    {
        for (int id = 0; id < _values.Length; id++)
        {
            if (_values[id] is not PlainNode node || node.LiveReason is not null) continue;
            if (id >= limits.Objects)
            {
                _isCut = true;
                return;
            }
            if (tables.Record(_typeIndices[id]) is { IsBuilt: true }) ReadBuilt(node);
            else
            {
                _cursor.Current = id;
                Content(node, _typeIndices[id]);
            }
            node.IsRead = true;
        }
        if (_in.Remaining > 0 || tables.Built.Remaining > 0) throw ByteReader.Damage("its contents go on after the last object");
    }

    void ReadBuilt(PlainNode node)
    {
        var (cursor, from) = (_cursor, _in);
        (_cursor, _in) = (new(node.Number, node.Number), tables.Built.Part(tables.Built.Count()));
        Content(node, _typeIndices[node.Number]);
        if (_in.Remaining > 0) throw ByteReader.Damage($"the content of a {node.Type.Name} goes on");
        (_cursor, _in) = (cursor, from);
    }

    void Content(PlainNode node, int type)
    {
        var record = tables.Record(type);
        if (record is null || record.IsValue)
        {
            if (type != (int)Primitive.Object) node.Boxed = Value(type);
            return;
        }
        if (record.Form == Form.Array)
        {
            node.Elements = Run(record.Element, node.Count!.Value);
            return;
        }
        var fields = new List<PlainField>();
        Parts(node, record, fields);
        node.Fields = fields;
    }

    void Parts(PlainNode node, TypeRecord record, List<PlainField> fields)
    {
        if (record.Base != 0) Parts(node, tables.Record(record.Base)!, fields);
        foreach (var field in record.Fields) fields.Add(new(MemberNames.Shown(field.Name), Value(field.Type)));
        if (record.Form != Form.Rows) return;
        node.Elements = record.Columns.Count == 1 ? Run(record.Columns[0].Type, node.Count!.Value) : Rows(record.Columns, node.Count!.Value);
    }

    List<object?> Rows(IReadOnlyList<FieldRecord> columns, long count) =>
        Each(count, () => new PlainStruct(null, [.. columns.Select(c => new PlainField(c.Name, Value(c.Type)))]));

    List<object?> Run(int element, long count)
    {
        if (TypeCheck.MemorySize(tables, element) is not int size) return Each(count, () => Value(element));
        if (count * size >= ImageFormat.ChunkThreshold) return Chunked(element, count, size);
        int start = _in.Position;
        _in.Skip(count * size);
        int end = _in.Position;
        var elements = InMemory(element, Cut(count), size, start);
        _in.Position = end;
        return elements;
    }

    List<object?> Chunked(int element, long count, int size)
    {
        int first = _in.Count(int.MaxValue);
        int read = Cut(count);
        if (chunks is null)
        {
            _isCut = true;
            return [];
        }
        using var memory = new ChunkedMemory(tables, chunks, first, count * size);
        var elements = new List<object?>(Math.Min(read, 4096));
        var from = _in;
        for (int i = 0; i < read; i++)
        {
            _in = memory.At((long)i * size, size);
            elements.Add(FromMemory(element, _in.Position));
        }
        _in = from;
        return elements;
    }

    List<object?> InMemory(int element, int count, int size, int start)
    {
        var elements = new List<object?>(count);
        for (int i = 0; i < count; i++) elements.Add(FromMemory(element, start + i * size));
        return elements;
    }

    /// <summary>A value that lies in the image as it lay in memory, its fields at their offsets.</summary>
    object? FromMemory(int type, int at)
    {
        _in.Position = at;
        if (tables.Record(type) is not { Form: Form.Struct } record) return Value(type);
        return new PlainStruct(_types[type], [.. record.Fields.Select(f => new PlainField(MemberNames.Shown(f.Name), FromMemory(f.Type, at + f.Offset)))]);
    }

    /// <summary>Reads all, since what follows begins after the last, and keeps the first ones.</summary>
    List<object?> Each(long count, Func<object?> read)
    {
        if (count > _in.Remaining) throw ByteReader.Damage($"{count} elements in {_in.Remaining} bytes");
        int kept = Cut(count);
        var elements = new List<object?>(Math.Min(kept, 4096));
        for (long i = 0; i < count; i++)
        {
            object? value = read();
            if (i < kept) elements.Add(value);
        }
        return elements;
    }

    int Cut(long count)
    {
        if (count > limits.Elements) _isCut = true;
        return (int)Math.Min(count, limits.Elements);
    }

    object? Value(int type)
    {
        var record = tables.Record(type);
        if (record is null) return Primitives.IsReference(type) ? Reference() : Inline((Primitive)type);
        return record.Form switch
        {
            Form.Enum => Enum(type, record),
            Form.Struct => Struct(type, record),
            _ => Reference(),
        };
    }

    object? Inline(Primitive primitive)
    {
        switch (primitive)
        {
            case Primitive.Text:
                return _in.Name();
            case Primitive.TypeName:
                return NamedType(_in.Count(int.MaxValue));
            case Primitive.Method:
                var method = MethodRecord.Read(_in);
                return new PlainMethod(NamedType(method.Declaring), method.Name, method.Signature);
            default:
                return PlainScalars.Read(primitive, _in);
        }
    }

    PlainType? NamedType(int index)
    {
        if (index == 0) return null;
        int limit = Primitives.FirstOfTable + tables.Types.Count;
        return index is <= (int)Primitive.Text or >= Primitives.FirstOfTable && index < limit ? _types[index] : throw ByteReader.Damage($"a reference to type {index}, which it does not have");
    }

    PlainEnum Enum(int type, TypeRecord record)
    {
        long number = PlainScalars.Integer((Primitive)record.Element, _in);
        string? member = record.Members.FirstOrDefault(m => m.Value == number).Name;
        return new(_types[type], member ?? Flags(record.Members, number), number);
    }

    static string? Flags(IReadOnlyList<EnumMember> members, long number)
    {
        var set = members.Where(m => m.Value != 0 && (number & m.Value) == m.Value).ToList();
        return number != 0 && set.Aggregate(0L, static (all, m) => all | m.Value) == number ? string.Join(", ", set.Select(m => m.Name)) : null;
    }

    object? Struct(int type, TypeRecord record)
    {
        PlainField[] fields = [.. record.Fields.Select(f => new PlainField(MemberNames.Shown(f.Name), Value(f.Type)))];
        bool isNullable = record is { Name: "System.Nullable`1", Fields: [{ Name: "hasValue" }, _] };
        return isNullable ? fields[0].Value is true ? fields[1].Value : null : new PlainStruct(_types[type], fields);
    }

    object? Reference()
    {
        int id = _cursor.Read(_in, _values.Length);
        return id < 0 ? null : _values[id];
    }
}
