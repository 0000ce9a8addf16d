using System.Runtime.CompilerServices;

namespace Stet.Runtime;

/// <summary>
/// The stack of the thread that runs the foreground, as a range of addresses: code that is inside it has stack left, which costs one comparison to see. Asking the runtime
/// costs a call at each entry of a function that calls itself. A range is of one thread at most, and is given up before its thread ends.
/// </summary>
internal static class RunStack
{
    /// <summary>What is left at the end for the runtime, whose own answer counts there.</summary>
    private const int Reserve = 1 << 20;

    /// <summary>Its lowest address that may be used without a further look.</summary>
    private static nuint lowest;

    /// <summary>The same, or 0 while it is hidden: no address is so near to 0.</summary>
    private static nuint shown;

    private static nuint length;

    /// <summary>Whether the calling code is inside the range, and the range is shown.</summary>
    public static bool IsHere
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Address() - shown < length;
    }

    /// <summary>Takes the calling thread's stack, of which little is in use.</summary>
    public static void Take(int size)
    {
        length = (nuint)(size - Reserve);
        lowest = Address() - length;
        Show();
    }

    /// <summary>Gives the calling thread's stack up, if it is this one.</summary>
    public static void Leave()
    {
        if (Address() - lowest < length + Reserve)
        {
            lowest = 0;
            Hide();
        }
    }

    public static void Show() => Volatile.Write(ref shown, lowest);

    /// <summary>From now on no code is inside.</summary>
    public static void Hide() => Volatile.Write(ref shown, 0);

    /// <summary>An address in the frame of the calling code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Address()
    {
        Unsafe.SkipInit(out byte here);
        return (nuint)Unsafe.ByteOffset(in Unsafe.NullRef<byte>(), in here);
    }
}
