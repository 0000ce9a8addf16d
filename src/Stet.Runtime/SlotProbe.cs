using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Stet.Runtime;

/// <summary>Whether a variable still has the value that it had when it was looked at: for values that nothing but an assignment changes.</summary>
public abstract class SlotProbe
{
    public abstract bool Holds { get; }
}

/// <summary>The probe of a variable that holds no references, or a text.</summary>
internal sealed class SlotProbe<T>(VariableSlot<T> slot) : SlotProbe
{
    private T seen = slot.Value;

    /// <summary>Whether a change of such a value shows in its bytes, or for a text in its reference.</summary>
    public static bool CanTell { get; } = !RuntimeHelpers.IsReferenceOrContainsReferences<T>() || typeof(T) == typeof(string);

    public override bool Holds => typeof(T) == typeof(string)
        ? ReferenceEquals(Unsafe.As<T, string>(ref seen), Unsafe.As<T, string>(ref slot.Value))
        : BytesOf(ref seen).SequenceEqual(BytesOf(ref slot.Value));

    private static ReadOnlySpan<byte> BytesOf(ref T value) => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref value), Unsafe.SizeOf<T>());
}
