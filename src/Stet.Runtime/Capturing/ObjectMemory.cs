using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Stet.Runtime.Capturing;

/// <summary>
/// Places of fields inside objects. Capture and restore read and write fields where they lie in memory: that reaches private and
/// read-only fields of any type alike, needs no code generated per type beyond one small measuring method, and pins nothing.
/// Offsets count from the first byte after the object's header, so they are the same for a struct and its boxed form.
/// </summary>
internal static class ObjectMemory
{
    public static ref byte Of(object instance) => ref Unsafe.As<FirstByte>(instance).Value;

    /// <summary>The instance fields that this class or struct declares itself, in declaration order.</summary>
    public static FieldInfo[] DeclaredFields(Type type)
    {
        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
        Array.Sort(fields, static (a, b) => a.MetadataToken.CompareTo(b.MetadataToken));
        return fields;
    }

    /// <summary>Measures where fields lie in instances of <paramref name="type"/>, by subtracting addresses.</summary>
    public static int[] Offsets(Type type, IReadOnlyList<FieldInfo> fields)
    {
        var offsets = new int[fields.Count];
        if (offsets.Length == 0) return offsets;
        object sample = RuntimeHelpers.GetUninitializedObject(type);
        GC.SuppressFinalize(sample);
        Measuring(type, fields)(sample, offsets);
        return offsets;
    }

    /// <summary>Bytes that a struct takes in memory.</summary>
    public static int SizeOf(Type type) => (int)SizeMethod.MakeGenericMethod(type).Invoke(null, null)!;

    static readonly MethodInfo SizeMethod = typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!;

    static Action<object, int[]> Measuring(Type type, IReadOnlyList<FieldInfo> fields)
    {
        var method = new DynamicMethod("Offsets", null, [typeof(object), typeof(int[])], typeof(ObjectMemory).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        for (int i = 0; i < fields.Count; i++)
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldarg_0);
            if (type.IsValueType) il.Emit(OpCodes.Unbox, type);
            il.Emit(OpCodes.Ldflda, fields[i]);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldflda, typeof(FirstByte).GetField(nameof(FirstByte.Value))!);
            il.Emit(OpCodes.Sub);
            il.Emit(OpCodes.Conv_I4);
            il.Emit(OpCodes.Stelem_I4);
        }
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Action<object, int[]>>();
    }

    /// <summary>Stands for any object, to name the place where its fields begin.</summary>
    sealed class FirstByte
    {
#pragma warning disable CS0649 // Only its address is taken.
        public byte Value;
#pragma warning restore CS0649
    }
}
