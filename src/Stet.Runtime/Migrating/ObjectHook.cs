using System.Runtime.CompilerServices;
using Stet.Images;
using Stet.Images.Types;
using Stet.Runtime.Capturing;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Migrating;

/// <summary>Reads what objects of a stored type held, for the user's own <c>Migrate</c>.</summary>
internal sealed class ObjectHook
{
    readonly Hook _hook;
    readonly string _type;
    readonly List<(string Name, Func<GraphReader, OldPart> Read)> _fields = [];

    /// <param name="index">The stored type.</param>
    public ObjectHook(Hook hook, ImageTables tables, TypeResolver resolver, Func<int, Type, Codec?> codecFor, int index)
    {
        (_hook, StoredSize) = (hook, tables.Record(index) is { IsRaw: true } raw ? raw.Size : 0);
        _type = tables.Record(index)!.Name;
        Add(tables, resolver, codecFor, tables.Record(index)!);
    }

    public int StoredSize { get; }

    public OldValue Read(GraphReader from)
    {
        var parts = new OldPart[_fields.Count];
        for (int i = 0; i < parts.Length; i++) parts[i] = _fields[i].Read(from);
        return new(_type, _hook.Definition, [.. _fields.Select(f => f.Name)], parts, from);
    }

    public object? Call(OldValue old, out string? trouble) => _hook.Call(old, out trouble);

    void Add(ImageTables tables, TypeResolver resolver, Func<int, Type, Codec?> codecFor, TypeRecord record)
    {
        if (record.Base != 0) Add(tables, resolver, codecFor, tables.Record(record.Base)!);
        foreach (var field in record.Fields) _fields.Add((MemberNames.Shown(field.Name), Reading(tables, resolver, codecFor, field)));
    }

    static Func<GraphReader, OldPart> Reading(ImageTables tables, TypeResolver resolver, Func<int, Type, Codec?> codecFor, FieldRecord field)
    {
        if (tables.Record(field.Type) is { IsValue: false } || Primitives.IsReference(field.Type) && tables.Record(field.Type) is null)
            return static from => new(null, from.ReferenceNumber());
        var skip = new SkipCodec(tables, field.Type);
        if (TypeOf(resolver, field.Type) is not { IsValueType: true } type || codecFor(field.Type, type) is not { } codec) return from => Skip(skip, from);
        return from =>
        {
            object box = RuntimeHelpers.GetUninitializedObject(Nullable.GetUnderlyingType(type) ?? type);
            if (Nullable.GetUnderlyingType(type) is null)
            {
                codec.Read(ref ObjectMemory.Of(box), from);
                return new(box, -1);
            }
            return new(NullableValue.Read(type, codec, from), -1);
        };
    }

    static OldPart Skip(SkipCodec skip, GraphReader from)
    {
        byte nowhere = 0;
        skip.Read(ref nowhere, from);
        return new(null, -1);
    }

    static Type? TypeOf(TypeResolver resolver, int index)
    {
        try
        {
            return resolver.Resolve(index);
        }
        catch (UnfitTypeException)
        {
            return null;
        }
    }

    /// <summary>Nullables cannot be filled in a box: an array of one has a place for them.</summary>
    static class NullableValue
    {
        public static object? Read(Type type, Codec codec, GraphReader from)
        {
            var place = Array.CreateInstance(type, 1);
            codec.Read(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(place), from);
            return place.GetValue(0);
        }
    }
}

/// <summary>What one field held: a value, or the number of an object.</summary>
internal readonly record struct OldPart(object? Value, int Object);
