using Stet.Images;
using Stet.Images.Bytes;
using Stet.Images.Types;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Capturing.Plans;

namespace Stet.Runtime.Restoring;

/// <summary>Matches the types of an image with today's, field by field by name. What does not match is noted and passed over.</summary>
internal sealed class TypeJoiner(ImageTables tables, TypeResolver resolver)
{
    readonly StoredType?[] _joined = new StoredType?[Primitives.FirstOfTable + tables.Types.Count];
    readonly Dictionary<(int, Type), Codec?> _codecs = [];

    public List<FieldMismatch> Mismatches { get; } = [];

    public StoredType Join(int index) => _joined[index] ??= tables.Record(index) is { } record ? JoinRecord(index, record) : JoinPrimitive(index);

    StoredType JoinPrimitive(int index)
    {
        var type = resolver.Resolve(index);
        return new() { Index = index, Plan = Plan.For(type), CodecOrNull = type.IsValueType ? Codec.For(type) : null };
    }

    StoredType JoinRecord(int index, TypeRecord record)
    {
        var type = resolver.Resolve(index);
        if (record.IsValue) return new() { Index = index, Plan = PlanOf<BoxPlan>(type), Record = record, CodecOrNull = Need(index, type) };
        if (record.Form == Form.Array)
            return new() { Index = index, Plan = PlanOf<ArrayPlan>(type), Record = record, ElementOrNull = Need(record.Element, type.GetElementType()!) };
        var plan = Plan.For(type);
        if (plan.Form != record.Form || plan.IsBuilt != record.IsBuilt) throw Differs(type);
        if (plan is not ClassPlan && type != plan.Type) throw Differs(type);
        return JoinClass(index, record, plan);
    }

    StoredType JoinClass(int index, TypeRecord record, Plan plan)
    {
        StoredType? parent = (record.Base, plan.Base) switch
        {
            (0, null) => null,
            ( > 0, { } planned) => JoinBase(record.Base, planned),
            _ => throw Differs(plan.Type),
        };
        return new()
        {
            Index = index,
            Plan = plan,
            Record = record,
            Base = parent,
            Fields = plan is ClassPlan own ? JoinFields(own.Type, record, own.Slots) : SameFields(record, plan),
            Columns = JoinColumns(record, plan),
        };
    }

    StoredType JoinBase(int index, Plan planned)
    {
        var record = tables.Record(index)!;
        if (resolver.Resolve(index) != planned.Type || record.Form != planned.Form) throw Differs(planned.Type);
        return JoinClass(index, record, planned);
    }

    List<StoredField> JoinFields(Type type, TypeRecord record, IReadOnlyList<FieldSlot> slots)
    {
        var fields = new List<StoredField>(record.Fields.Count);
        for (int i = 0; i < record.Fields.Count; i++)
        {
            var stored = record.Fields[i];
            var slot = i < slots.Count && slots[i].Name == stored.Name ? slots[i] : slots.FirstOrDefault(s => s.Name == stored.Name);
            var codec = slot.Name is null ? null : CodecFor(stored.Type, slot.FieldType);
            if (codec is null) Mismatches.Add(new(type.FullName ?? type.Name, stored.Name, InImage: true));
            fields.Add(new(codec ?? new SkipCodec(tables, stored.Type), slot.Offset));
        }
        foreach (var slot in slots)
            if (!record.Fields.Any(f => f.Name == slot.Name)) Mismatches.Add(new(type.FullName ?? type.Name, slot.Name, InImage: false));
        return fields;
    }

    static StoredField[] SameFields(TypeRecord record, Plan plan)
    {
        bool same = record.Fields.Select(f => f.Name).SequenceEqual(plan.Fields.Select(f => f.Name));
        return same ? [] : throw Differs(plan.Type);
    }

    Codec[] JoinColumns(TypeRecord record, Plan plan)
    {
        if (record.Columns.Count != plan.Columns.Count) throw Differs(plan.Type);
        var codecs = new Codec[record.Columns.Count];
        for (int i = 0; i < codecs.Length; i++)
        {
            Type type = plan.Columns[i].Type;
            if (Part.PrimitiveOf(type) is { } primitive) codecs[i] = (int)primitive == record.Columns[i].Type ? SkipCodec.None : throw Differs(plan.Type);
            else codecs[i] = Need(record.Columns[i].Type, type);
        }
        return codecs;
    }

    Codec Need(int index, Type type) => CodecFor(index, type) ?? throw Differs(type);

    /// <summary>Reads values of a stored type into places of a type of today; null where they do not fit.</summary>
    Codec? CodecFor(int index, Type type)
    {
        if (_codecs.TryGetValue((index, type), out var known)) return known;
        return _codecs[(index, type)] = FindCodec(index, type);
    }

    Codec? FindCodec(int index, Type type)
    {
        var codec = Codec.For(type);
        if (tables.Record(index) is not { } record)
        {
            if (codec is PointerCodec or StructCodec { Handle: not null }) return index == (int)Primitive.Object ? codec : null;
            if (Primitives.IsReference(index)) return codec as ReferenceCodec;
            return codec is not ReferenceCodec && PrimitiveTypes.Of((Primitive)index) == type ? codec : null;
        }
        if (!record.IsValue) return codec as ReferenceCodec;
        if (resolver.Resolve(index) != type) return null;
        return codec switch
        {
            EnumCodec => Enum.GetUnderlyingType(type) == PrimitiveTypes.Of((Primitive)record.Element) ? codec : null,
            StructCodec own => JoinStruct(record, own),
            _ when record.Fields.Count == 2 && Nullable.GetUnderlyingType(type) is { } inner => JoinNullable(record, codec, inner),
            _ => null,
        };
    }

    Codec? JoinNullable(TypeRecord record, Codec codec, Type inner)
    {
        if (record.Fields[0].Type != (int)Primitive.Boolean || CodecFor(record.Fields[1].Type, inner) is not { } stored) return null;
        return stored == Codec.For(inner) ? codec : (Codec)Activator.CreateInstance(typeof(StoredNullableCodec<>).MakeGenericType(inner), stored)!;
    }

    Codec JoinStruct(TypeRecord record, StructCodec own)
    {
        var fields = JoinFields(own.Type, record, own.Slots);
        return IsSame(record, own, fields) ? own : new StoredStructCodec(own.Type, record, fields);
    }

    static bool IsSame(TypeRecord record, StructCodec own, List<StoredField> fields)
    {
        if (fields.Count != own.Slots.Count || record.IsRaw != own.RawSize > 0 || record.IsRaw && record.Size != own.RawSize) return false;
        for (int i = 0; i < fields.Count; i++)
            if (fields[i].Codec != own.Slots[i].Codec || fields[i].Offset != own.Slots[i].Offset || record.IsRaw && record.Fields[i].Offset != fields[i].Offset) return false;
        return true;
    }

    static T PlanOf<T>(Type type) where T : Plan => Plan.For(type) as T ?? throw Differs(type);

    static Model.DamagedStoreException Differs(Type type) => ByteReader.Damage($"the type {type} is not stored in the form it has today");
}
