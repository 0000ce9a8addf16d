using Stet.Images;
using Stet.Images.Bytes;
using Stet.Images.Types;
using Stet.Runtime.Capturing;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Capturing.Plans;
using Stet.Runtime.Migrating;

namespace Stet.Runtime.Restoring;

/// <summary>
/// Matches the types of an image with today's. Where nothing has changed the plans and codecs of today serve; what has changed is read
/// by <see cref="Migrating"/>.
/// </summary>
internal sealed class TypeJoiner
{
    readonly ImageTables _tables;
    readonly TypeResolver _resolver;
    readonly MigrationRules? _rules;
    readonly MemberMatch _match;
    readonly StoredType?[] _joined;
    readonly Dictionary<(int, Type), Codec?> _codecs = [];

    /// <param name="rules">How user types are migrated; null where values are only restored.</param>
    public TypeJoiner(ImageTables tables, TypeResolver resolver, MigrationRules? rules)
    {
        (_tables, _resolver, _rules) = (tables, resolver, rules);
        _match = new(tables, resolver, CodecFor, rules is not null);
        _joined = new StoredType?[Primitives.FirstOfTable + tables.Types.Count];
    }

    public IReadOnlyList<FieldMismatch> Mismatches => _match.Mismatches;

    /// <summary>How often all must be read so that structs which were objects, and hold each other, are whole.</summary>
    public int ReadingsOfBoxes => _joined.Count(t => t is { Plan: MatchedPlan { Type.IsValueType: true } });

    /// <exception cref="UnfitTypeException">Objects of the type cannot be had today.</exception>
    public StoredType Join(int index) => _joined[index] ??= _tables.Record(index) is { } record ? JoinRecord(index, record) : JoinPrimitive(index);

    StoredType JoinPrimitive(int index)
    {
        var type = _resolver.Resolve(index);
        return new() { Index = index, Plan = Plan.For(type), CodecOrNull = type.IsValueType ? Codec.For(type) : null };
    }

    StoredType JoinRecord(int index, TypeRecord record)
    {
        var type = _resolver.Resolve(index);
        if (record.Form == Form.Array)
            return new() { Index = index, Plan = PlanOf<ArrayPlan>(type), Record = record, ElementOrNull = Need(record.Element, type.GetElementType()!) };
        if (IsOfUser(record) && _rules?.HookOf(type) is { } hook && !type.IsValueType)
            return new() { Index = index, Plan = new HookPlan(type), Record = record, Hook = new(hook, _tables, _resolver, CodecFor, index) };
        if (record.IsValue && type.IsValueType) return new() { Index = index, Plan = PlanOf<BoxPlan>(type), Record = record, CodecOrNull = Need(index, type) };
        if (record.IsValue || type.IsValueType) return JoinMatched(index, record, type, _match.Match(index, type));
        var plan = Plan.For(type);
        if (plan is ClassPlan own && IsOfUser(record) && !HasCollectionBase(plan) && !HasCollectionBase(record))
            return IsSameClass(record, own) && !Recomputes(type) ? JoinClass(index, record, own) : JoinMatched(index, record, type, _match.Match(index, type));
        if (plan.Form != record.Form || plan.IsBuilt != record.IsBuilt) throw Differs(type);
        if (plan is not ClassPlan && type != plan.Type) throw Differs(type);
        return JoinClass(index, record, plan);
    }

    bool IsOfUser(TypeRecord record) => _tables.Homes[record.Home].IsUnit;

    bool Recomputes(Type type) => _rules is not null && Shape.Of(type).HasDerived;

    static bool HasCollectionBase(Plan plan)
    {
        for (var at = plan.Base; at is not null; at = at.Base)
            if (at is not ClassPlan) return true;
        return false;
    }

    bool HasCollectionBase(TypeRecord record) => ObjectHeader.RowsOf(_tables, record);

    /// <summary>Whether class by class the fields are the same, in name, order and type.</summary>
    bool IsSameClass(TypeRecord record, ClassPlan plan)
    {
        if (record.Form != Form.Fields || record.Fields.Count != plan.Slots.Count) return false;
        for (int i = 0; i < record.Fields.Count; i++)
            if (record.Fields[i].Name != plan.Slots[i].Name || CodecFor(record.Fields[i].Type, plan.Slots[i].FieldType) != plan.Slots[i].Codec) return false;
        return (record.Base, plan.Base) switch
        {
            (0, null) => true,
            ( > 0, ClassPlan parent) => _resolver.Resolve(record.Base) == parent.Type && IsSameClass(_tables.Record(record.Base)!, parent),
            _ => false,
        };
    }

    static StoredType JoinMatched(int index, TypeRecord record, Type type, MatchedCodec content) =>
        new() { Index = index, Plan = new MatchedPlan(type, content), Record = record, CodecOrNull = type.IsValueType ? content : null };

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
            Fields = plan is ClassPlan own ? JoinFields(own.Type, record, own.Slots) : [],
            Parts = plan is ClassPlan ? [] : JoinParts(record.Fields, plan.Fields, plan.Type),
            Columns = JoinParts(record.Columns, plan.Columns, plan.Type),
        };
    }

    StoredType JoinBase(int index, Plan planned)
    {
        var record = _tables.Record(index)!;
        if (_resolver.Resolve(index) != planned.Type || record.Form != planned.Form) throw Differs(planned.Type);
        return JoinClass(index, record, planned);
    }

    /// <summary>The fields of a class whose base is a collection: by name within the class.</summary>
    List<StoredField> JoinFields(Type type, TypeRecord record, IReadOnlyList<FieldSlot> slots)
    {
        var fields = new List<StoredField>(record.Fields.Count);
        for (int i = 0; i < record.Fields.Count; i++)
        {
            var stored = record.Fields[i];
            string name = _resolver.Names.Member(record.Name, stored.Name);
            var slot = i < slots.Count && slots[i].Name == name ? slots[i] : slots.FirstOrDefault(s => s.Name == name);
            var codec = slot.Name is null ? null : CodecFor(stored.Type, slot.FieldType);
            var skip = new SkipCodec(_tables, stored.Type);
            if (slot.Name is null) _match.Mismatches.Add(new(type.FullName ?? type.Name, stored.Name, InImage: true));
            else if (codec is null) codec = new UnfitCodec(skip, $"{MemberNames.Shown(stored.Name)} is a {TypeNames.Of(slot.FieldType)} now, which the old value does not fit");
            fields.Add(new(codec ?? skip, slot.Offset));
        }
        foreach (var slot in slots)
            if (!record.Fields.Any(f => _resolver.Names.Member(record.Name, f.Name) == slot.Name)) _match.Mismatches.Add(new(type.FullName ?? type.Name, slot.Name, InImage: false));
        return fields;
    }

    /// <summary>Fields or columns of a type of the framework: the same ones, of types that may be the user's.</summary>
    Codec[] JoinParts(IReadOnlyList<FieldRecord> stored, IReadOnlyList<Part> today, Type type)
    {
        if (stored.Count != today.Count) throw Differs(type);
        var codecs = new Codec[stored.Count];
        for (int i = 0; i < codecs.Length; i++)
        {
            if (stored[i].Name != today[i].Name) throw Differs(type);
            if (Part.PrimitiveOf(today[i].Type) is { } primitive) codecs[i] = (int)primitive == stored[i].Type ? SkipCodec.None : throw Differs(type);
            else codecs[i] = Need(stored[i].Type, today[i].Type);
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
        if (_tables.Record(index) is not { } record) return OfPrimitive(index, type, codec);
        if (!record.IsValue) return OfReference(index, record, type, codec);
        var stored = _resolver.Resolve(index);
        bool isNullable = record.Name == typeof(Nullable<>).FullName;
        if (stored == type && type.IsValueType) return OfSameValue(index, record, type, codec, isNullable);
        if (isNullable) return OfNullable(record.Fields[1].Type, type);
        if (Nullable.GetUnderlyingType(type) is { } inner) return Generic(typeof(ToNullableCodec<>), inner, CodecFor(index, inner));
        return type.IsValueType ? null : OfBoxed(index, record, stored, type);
    }

    Codec? OfPrimitive(int index, Type type, Codec codec)
    {
        if (codec is PointerCodec or StructCodec { Handle: not null }) return index == (int)Primitive.Object ? codec : null;
        if (Primitives.IsReference(index))
        {
            if (type.IsValueType) return index == (int)Primitive.Object ? OfObject(type) : null;
            return type == typeof(object) || type == PrimitiveTypes.Of((Primitive)index) ? codec : new RetypedReferenceCodec(type);
        }
        if (PrimitiveTypes.Of((Primitive)index) is not { } stored) return null;
        if (stored == type) return codec;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Generic(typeof(ToNullableCodec<>), inner, CodecFor(index, inner));
        return type.IsValueType ? Numbers.Codec(stored, type) : type.IsAssignableFrom(stored) ? new BoxingCodec(type, stored, Codec.For(stored)) : null;
    }

    Codec? OfReference(int index, TypeRecord record, Type type, Codec codec)
    {
        if (type.IsValueType) return IsOfUser(record) ? OfObject(type) : null;
        return codec is ReferenceCodec && Fits(index, type) ? codec : new RetypedReferenceCodec(type);
    }

    static Codec OfObject(Type type) => Nullable.GetUnderlyingType(type) is { } inner
        ? Generic(typeof(UnboxNullableCodec<>), inner) : Generic(typeof(UnboxCodec<>), type);

    bool Fits(int index, Type type)
    {
        try
        {
            return type == typeof(object) || type.IsAssignableFrom(_resolver.Resolve(index));
        }
        catch (UnfitTypeException)
        {
            return false;
        }
    }

    Codec? OfSameValue(int index, TypeRecord record, Type type, Codec codec, bool isNullable) => codec switch
    {
        EnumCodec => Enum.GetUnderlyingType(type) == PrimitiveTypes.Of((Primitive)record.Element) && EnumMapCodec.IsSame(type, record, _resolver.Names) ? codec : new EnumMapCodec(type, record, _resolver.Names),
        StructCodec own => JoinStruct(index, record, own),
        _ when isNullable => JoinNullable(record, codec, Nullable.GetUnderlyingType(type)!),
        _ => null,
    };

    Codec? OfNullable(int innerIndex, Type type) => CodecFor(innerIndex, type) is { } inner ? Generic(typeof(FromNullableCodec<>), type, inner) : null;

    /// <summary>A struct or enum into a place that refers to an object: of what the struct has become, or in a box.</summary>
    BoxingCodec? OfBoxed(int index, TypeRecord record, Type stored, Type type)
    {
        if (record.Form == Form.Struct && !stored.IsValueType) return new(type, stored, _match.Match(index, stored));
        return stored.IsValueType && type.IsAssignableFrom(stored) && CodecFor(index, stored) is { } content ? new(type, stored, content) : null;
    }

    Codec? JoinNullable(TypeRecord record, Codec codec, Type inner)
    {
        if (record.Fields[0].Type != (int)Primitive.Boolean || CodecFor(record.Fields[1].Type, inner) is not { } stored) return null;
        return stored == Codec.For(inner) ? codec : Generic(typeof(StoredNullableCodec<>), inner, stored);
    }

    Codec JoinStruct(int index, TypeRecord record, StructCodec own)
    {
        if (_rules?.HookOf(own.Type) is { } hook && IsOfUser(record)) return HookedStructCodec.Of(own.Type, new(hook, _tables, _resolver, CodecFor, index));
        if (IsSameStruct(record, own) && !(IsOfUser(record) && Recomputes(own.Type))) return own;
        return _match.Match(index, own.Type);
    }

    bool IsSameStruct(TypeRecord record, StructCodec own)
    {
        if (record.Fields.Count != own.Slots.Count || record.IsRaw != own.RawSize > 0 || record.IsRaw && record.Size != own.RawSize) return false;
        for (int i = 0; i < own.Slots.Count; i++)
        {
            var (stored, slot) = (record.Fields[i], own.Slots[i]);
            if (stored.Name != slot.Name || record.IsRaw && stored.Offset != slot.Offset || CodecFor(stored.Type, slot.FieldType) != slot.Codec) return false;
        }
        return true;
    }

    static Codec? Generic(Type codec, Type argument, Codec? inner) =>
        inner is null ? null : (Codec)Activator.CreateInstance(codec.MakeGenericType(argument), inner)!;

    static Codec Generic(Type codec, Type argument) => (Codec)Activator.CreateInstance(codec.MakeGenericType(argument))!;

    static T PlanOf<T>(Type type) where T : Plan => Plan.For(type) as T ?? throw Differs(type);

    static UnfitTypeException Differs(Type type) => new($"the type {TypeNames.Of(type)} is not stored in the form it has today");
}
