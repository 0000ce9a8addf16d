using Stet.Images.Bytes;

namespace Stet.Images.Types;

/// <summary>Where a type's code lives: a workspace unit, or an assembly of the framework or a package, by its simple name.</summary>
internal readonly record struct Home(bool IsUnit, string Name);

/// <param name="Type">Index of the declared type.</param>
/// <param name="Offset">Place in memory, for structs that are stored as memory.</param>
internal readonly record struct FieldRecord(string Name, int Type, int Offset = 0)
{
    public void Write(ByteWriter to)
    {
        to.Name(Name);
        to.Varint(Type);
        to.Varint(Offset);
    }

    public static FieldRecord Read(ByteReader from) => new(from.Name(), from.Count(int.MaxValue), from.Count(1 << 24));
}

internal readonly record struct EnumMember(string Name, long Value);

/// <summary>
/// A type as an image describes it: enough to read every instance without the type. References to other types are indices:
/// those below <see cref="Primitives.FirstOfTable"/> are primitives, the others count into the table.
/// </summary>
internal sealed record TypeRecord
{
    public required Form Form { get; init; }
    public TypeFlags Flags { get; init; }

    /// <summary>Index into the image's homes; meaningless for arrays.</summary>
    public int Home { get; init; }

    /// <summary>Full name of the definition, as reflection writes it (<c>N.Outer`1+Inner</c>); empty for arrays.</summary>
    public string Name { get; init; } = "";

    /// <summary>Type arguments of a constructed generic type.</summary>
    public IReadOnlyList<int> Arguments { get; init; } = [];

    /// <summary>Base class whose fields come first in the content; 0 for none.</summary>
    public int Base { get; init; }

    public IReadOnlyList<FieldRecord> Fields { get; init; } = [];

    /// <summary>For <see cref="Form.Rows"/>.</summary>
    public IReadOnlyList<FieldRecord> Columns { get; init; } = [];

    /// <summary>Element type of an array; underlying type of an enum.</summary>
    public int Element { get; init; }

    /// <summary>0 for <c>T[]</c>; otherwise the rank, bounds included.</summary>
    public int Rank { get; init; }

    /// <summary>Bytes in memory, for structs that are stored as memory.</summary>
    public int Size { get; init; }

    public IReadOnlyList<EnumMember> Members { get; init; } = [];

    public bool IsValue => (Flags & TypeFlags.Value) != 0;
    public bool IsBuilt => (Flags & TypeFlags.Built) != 0;
    public bool IsRaw => (Flags & TypeFlags.Raw) != 0;

    public void Write(ByteWriter to)
    {
        to.Byte((byte)Form);
        to.Byte((byte)Flags);
        if (Form == Form.Array)
        {
            to.Varint(Element);
            to.Varint(Rank);
            return;
        }
        to.Varint(Home);
        to.Name(Name);
        WriteAll(to, Arguments, static (w, a) => w.Varint(a));
        to.Varint(Base);
        WriteAll(to, Fields, static (w, f) => f.Write(w));
        WriteAll(to, Columns, static (w, f) => f.Write(w));
        to.Varint(Element);
        to.Varint(Size);
        WriteAll(to, Members, static (w, m) =>
        {
            w.Name(m.Name);
            w.Zigzag(m.Value);
        });
    }

    public static TypeRecord Read(ByteReader from)
    {
        var form = (Form)from.Byte();
        var flags = (TypeFlags)from.Byte();
        if (form is < Form.Named or > Form.Live) throw ByteReader.Damage($"a type has the unknown form {(int)form}");
        if (form == Form.Array) return new() { Form = form, Flags = flags, Element = from.Count(int.MaxValue), Rank = from.Count(32) };
        return new()
        {
            Form = form,
            Flags = flags,
            Home = from.Count(int.MaxValue),
            Name = from.Name(),
            Arguments = ReadAll(from, static r => r.Count(int.MaxValue)),
            Base = from.Count(int.MaxValue),
            Fields = ReadAll(from, FieldRecord.Read),
            Columns = ReadAll(from, FieldRecord.Read),
            Element = from.Count(int.MaxValue),
            Size = from.Count(1 << 24),
            Members = ReadAll(from, static r => new EnumMember(r.Name(), r.Zigzag())),
        };
    }

    static void WriteAll<T>(ByteWriter to, IReadOnlyList<T> items, Action<ByteWriter, T> write)
    {
        to.Varint(items.Count);
        for (int i = 0; i < items.Count; i++) write(to, items[i]);
    }

    static T[] ReadAll<T>(ByteReader from, Func<ByteReader, T> read)
    {
        int count = from.Count();
        if (count == 0) return [];
        var items = new List<T>(Math.Min(count, 64));
        for (int i = 0; i < count; i++) items.Add(read(from));
        return [.. items];
    }
}
