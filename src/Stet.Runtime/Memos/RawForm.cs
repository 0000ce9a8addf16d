using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Stet.Runtime.Memos;

/// <summary>Types whose values are their bits, all of which count: numbers, characters, enums, times.</summary>
internal static class RawForm<T>
{
    private static readonly HashSet<Type> Others =
        [typeof(decimal), typeof(DateTime), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(Int128), typeof(UInt128), typeof(Half)];

    public static bool IsRaw { get; } = (typeof(T).IsPrimitive && typeof(T) != typeof(nint) && typeof(T) != typeof(nuint)) || typeof(T).IsEnum || Others.Contains(typeof(T));

    public static void Write(T value, Span<byte> into) => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref value), Unsafe.SizeOf<T>()).CopyTo(into);

    public static T Read(ReadOnlySpan<byte> bytes) => Unsafe.ReadUnaligned<T>(ref MemoryMarshal.GetReference(bytes));
}

/// <summary>Arrays of one dimension of such values.</summary>
internal abstract class ArrayForm<T>
{
    /// <summary>Null where the type is another one.</summary>
    public static ArrayForm<T>? Of { get; } =
        typeof(T).IsSZArray && (bool)typeof(RawForm<>).MakeGenericType(typeof(T).GetElementType()!).GetProperty(nameof(RawForm<>.IsRaw))!.GetValue(null)!
            ? (ArrayForm<T>)Activator.CreateInstance(typeof(Elements<>).MakeGenericType(typeof(T), typeof(T).GetElementType()!))! : null;

    public abstract ReadOnlySpan<byte> BytesOf(T array);

    public abstract T Read(ReadOnlySpan<byte> bytes);

    private sealed class Elements<TElement> : ArrayForm<T>
    {
        public override ReadOnlySpan<byte> BytesOf(T array)
        {
            var elements = (TElement[])(object)array!;
            return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TElement, byte>(ref MemoryMarshal.GetArrayDataReference(elements)), checked(elements.Length * Unsafe.SizeOf<TElement>()));
        }

        public override T Read(ReadOnlySpan<byte> bytes)
        {
            var elements = new TElement[bytes.Length / Unsafe.SizeOf<TElement>()];
            bytes.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<TElement, byte>(ref MemoryMarshal.GetArrayDataReference(elements)), bytes.Length));
            return (T)(object)elements;
        }
    }
}
