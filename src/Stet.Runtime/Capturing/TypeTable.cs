using System.Reflection;
using System.Runtime.CompilerServices;
using Stet.Images.Bytes;
using Stet.Images.Types;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Capturing.Plans;

namespace Stet.Runtime.Capturing;

/// <summary>The types that occur in the image being written, each with its index and, where instances occur, its description.</summary>
internal sealed class TypeTable(HomeNames homeNames)
{
    readonly Dictionary<Type, int> _indices = [];
    readonly Dictionary<Type, int> _live = [];
    readonly List<TypeRecord> _records = [];
    readonly Dictionary<Home, int> _homeIndices = [];
    readonly List<Home> _homes = [];
    readonly HashSet<HeldPlace> _functions = [];

    /// <summary>Names of the workspace units among the homes.</summary>
    public IReadOnlyList<string> Units => [.. _homes.Where(h => h.IsUnit).Select(h => h.Name)];

    /// <summary>Classes of the workspace of which objects occur, and the methods of delegates; also the one class of the framework whose object is no function of its content.</summary>
    public IReadOnlyList<HeldPlace> Held =>
    [
        .. _records.Where(r => r.Form is not (Form.Named or Form.Array) && (_homes[r.Home].IsUnit || r.Name == Chance.FullName)).Select(r => new HeldPlace(_homes[r.Home].Name, r.Name, null)).Distinct(),
        .. _functions,
    ];

    public void Clear()
    {
        _functions.Clear();
        _indices.Clear();
        _live.Clear();
        _records.Clear();
        _homeIndices.Clear();
        _homes.Clear();
    }

    /// <summary>Index of a type of which perhaps no instance occurs.</summary>
    public int Named(Type type)
    {
        if (_indices.TryGetValue(type, out int known)) return known;
        if (type == typeof(object)) return (int)Primitive.Object;
        if (type == typeof(string)) return (int)Primitive.String;
        if (type.IsPointer || type.IsByRef || type.IsFunctionPointer) return (int)Primitive.Object;
        if (type.IsValueType && !type.ContainsGenericParameters) return Codec.For(type).Describe(this);
        if (type.IsArray && !type.ContainsGenericParameters) return ArrayOf(type);
        return Add(type, index => Identify(type, Form.Named));
    }

    /// <summary>Index of a class of which instances occur; described on first use.</summary>
    public int Described(Plan plan)
    {
        Type type = plan.Type;
        if (plan is TextPlan) return (int)Primitive.String;
        if (plan is BoxPlan or ArrayPlan || type == typeof(object)) return Named(type);
        if (_indices.TryGetValue(type, out int known))
        {
            if (Record(known).Form == Form.Named) Record(known, Describe(plan));
            return known;
        }
        return Add(type, index => Describe(plan));
    }

    /// <summary>A delegate holds a method. An override of the framework's own counts as the method that it overrides: that is what the documentation tells of.</summary>
    public void Holds(MethodInfo method)
    {
        var home = homeNames.Of(method.DeclaringType!.Assembly);
        Type declaring = (home.IsUnit || method.DeclaringType == Chance ? method : method.GetBaseDefinition()).DeclaringType!;
        _functions.Add(new(home.Name, (declaring.IsConstructedGenericType ? declaring.GetGenericTypeDefinition() : declaring).FullName ?? declaring.Name, method.Name));
    }

    /// <summary>Index under which instances of a type are noted that could not be stored.</summary>
    public int Live(Type type)
    {
        if (_live.TryGetValue(type, out int known)) return known;
        int index = Primitives.FirstOfTable + _records.Count;
        _records.Add(null!);
        _live.Add(type, index);
        Record(index, Nameable(type) ? Identify(type, Form.Live) : new TypeRecord { Form = Form.Live, Home = HomeOf(typeof(object)), Name = type.ToString() });
        return index;
    }

    public int Struct(StructCodec codec, int size)
    {
        if (_indices.TryGetValue(codec.Type, out int known)) return known;
        if (codec.Handle is not null) return (int)Primitive.Object;
        return Add(codec.Type, _ => Identify(codec.Type, Form.Struct) with
        {
            Flags = TypeFlags.Value | (codec.RawSize > 0 ? TypeFlags.Raw : 0),
            Size = size,
            Fields = [.. codec.Slots.Select(s => new FieldRecord(s.Name, s.Codec.Describe(this), s.Offset))],
        });
    }

    public int Nullable(Type type, Codec inner) =>
        _indices.TryGetValue(type, out int known) ? known : Add(type, _ => Identify(type, Form.Struct) with
        {
            Flags = TypeFlags.Value,
            Fields = [new("hasValue", (int)Primitive.Boolean), new("value", inner.Describe(this))],
        });

    public int Enum(Type type, Codec underlying)
    {
        if (_indices.TryGetValue(type, out int known)) return known;
        return Add(type, _ =>
        {
            var record = Identify(type, Form.Enum);
            return record with { Flags = TypeFlags.Value, Element = underlying.Describe(this), Members = EnumMembers.Of(type) };
        });
    }

    public void Write(ByteWriter to)
    {
        to.Varint(_homes.Count);
        foreach (var home in _homes)
        {
            to.Byte(home.IsUnit ? (byte)1 : (byte)0);
            to.Name(home.Name);
        }
        to.Varint(_records.Count);
        foreach (var record in _records) record.Write(to);
    }

    int ArrayOf(Type type) => Add(type, _ => new TypeRecord
    {
        Form = Form.Array,
        Element = Codec.For(type.GetElementType()!).Describe(this),
        Rank = type.IsSZArray ? 0 : type.GetArrayRank(),
    });

    TypeRecord Describe(Plan plan)
    {
        var record = Identify(plan.Type, plan.Form);
        return record with
        {
            Flags = plan.IsBuilt ? TypeFlags.Built : TypeFlags.None,
            Base = plan.Base is { } parent ? Described(parent) : 0,
            Fields = [.. plan.Fields.Select(f => new FieldRecord(f.Name, IndexOf(f.Type)))],
            Columns = [.. plan.Columns.Select(f => new FieldRecord(f.Name, IndexOf(f.Type)))],
        };
    }

    int IndexOf(Type type) => Part.PrimitiveOf(type) is { } primitive ? (int)primitive : Codec.For(type).Describe(this);

    TypeRecord Identify(Type type, Form form)
    {
        bool isConstructed = type.IsGenericType && !type.IsGenericTypeDefinition;
        var definition = isConstructed ? type.GetGenericTypeDefinition() : type;
        return new TypeRecord
        {
            Form = form,
            Home = HomeOf(type),
            Name = definition.FullName ?? definition.Name,
            Arguments = isConstructed ? [.. type.GetGenericArguments().Select(Named)] : [],
        };
    }

    int HomeOf(Type type)
    {
        var home = homeNames.Of(type.Assembly);
        if (_homeIndices.TryGetValue(home, out int known)) return known;
        _homeIndices.Add(home, _homes.Count);
        _homes.Add(home);
        return _homes.Count - 1;
    }

    int Add(Type type, Func<int, TypeRecord> describe)
    {
        int index = Primitives.FirstOfTable + _records.Count;
        _records.Add(null!);
        _indices.Add(type, index);
        Record(index, describe(index));
        return index;
    }

    TypeRecord Record(int index) => _records[index - Primitives.FirstOfTable] ?? BeingDescribed;

    void Record(int index, TypeRecord record) => _records[index - Primitives.FirstOfTable] = record;

    static bool Nameable(Type type) => !type.IsPointer && !type.IsFunctionPointer && !type.IsByRef;

    static readonly Type Chance = Random.Shared.GetType();

    static readonly TypeRecord BeingDescribed = new() { Form = Form.Fields };
}
