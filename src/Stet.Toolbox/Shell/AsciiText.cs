using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Stet.Toolbox.Shell;

/// <summary>Texts of bytes that are known to be ASCII: each byte becomes a character, many at once.</summary>
internal static class AsciiText
{
    public static string Of(ReadOnlySpan<byte> bytes) => string.Create(bytes.Length, bytes, static (text, from) => Widen(from, text));

    /// <summary>The last step may do again what the one before has done.</summary>
    private static void Widen(ReadOnlySpan<byte> from, Span<char> to)
    {
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(to));
        if (from.Length >= Vector256<byte>.Count)
        {
            var last = (nuint)(from.Length - Vector256<byte>.Count);
            for (nuint i = 0; i < last; i += (nuint)Vector256<byte>.Count)
            {
                Widen32(ref source, ref target, i);
            }

            Widen32(ref source, ref target, last);
            return;
        }

        for (var i = 0; i < from.Length; i++)
        {
            to[i] = (char)from[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen32(ref byte source, ref ushort target, nuint at)
    {
        var (lower, upper) = Vector256.Widen(Vector256.LoadUnsafe(ref source, at));
        lower.StoreUnsafe(ref target, at);
        upper.StoreUnsafe(ref target, at + (nuint)Vector256<ushort>.Count);
    }
}
