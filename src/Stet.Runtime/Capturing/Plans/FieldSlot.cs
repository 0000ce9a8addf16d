using System.Reflection;
using System.Runtime.CompilerServices;
using Stet.Runtime.Capturing.Codecs;

namespace Stet.Runtime.Capturing.Plans;

/// <summary>A field of a type: where it lies, and how its value is written.</summary>
internal readonly record struct FieldSlot(string Name, Type FieldType, int Offset, Codec Codec, bool InitOnly)
{
    /// <summary>The fields that <paramref name="declaring"/> declares, as they lie in instances of <paramref name="type"/>.</summary>
    public static FieldSlot[] Of(Type declaring, Type type)
    {
        FieldInfo[] fields = ObjectMemory.DeclaredFields(declaring);
        int[] offsets = ObjectMemory.Offsets(type, fields);
        var slots = new FieldSlot[fields.Length];
        for (int i = 0; i < slots.Length; i++)
            slots[i] = new(fields[i].Name, fields[i].FieldType, offsets[i], Codec.For(fields[i].FieldType), fields[i].IsInitOnly);
        return Repeats(declaring, slots) is int times ? Repeat(slots[0], times) : slots;
    }

    /// <summary>Inline arrays and fixed buffers declare one field and hold many.</summary>
    static int? Repeats(Type type, FieldSlot[] slots)
    {
        if (!type.IsValueType || slots.Length != 1) return null;
        if (type.GetCustomAttribute<InlineArrayAttribute>() is { } inline) return inline.Length;
        bool isBuffer = type.IsDefined(typeof(UnsafeValueTypeAttribute)) && slots[0].Name == "FixedElementField";
        return isBuffer ? ObjectMemory.SizeOf(type) / slots[0].Codec.RawSize : null;
    }

    static FieldSlot[] Repeat(FieldSlot first, int times)
    {
        int stride = first.FieldType.IsValueType ? ObjectMemory.SizeOf(first.FieldType) : nint.Size;
        return [.. Enumerable.Range(0, times).Select(i => first with { Name = $"[{i}]", Offset = i * stride })];
    }
}
