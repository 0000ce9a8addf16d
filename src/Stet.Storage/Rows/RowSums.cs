namespace Stet.Storage.Rows;

/// <summary>The checks of rows. A row whose stored sum differs from that of its content is damaged.</summary>
internal static class RowSums
{
    [ThreadStatic]
    private static RowWriter? writer;

    public static long Of(Func<RowWriter, RowWriter> write)
    {
        var scratch = writer ??= new RowWriter();
        scratch.Clear();
        return write(scratch).Sum();
    }

    /// <summary>A binding's sum covers its end too; mixing it in by XOR lets a row be closed without reading its payload.</summary>
    public static long WithEnd(long sum, long until) => sum ^ Mix(until);

    /// <summary>The sum of a row closed at another place.</summary>
    public static long MoveEnd(long sum, long from, long to) => sum ^ Mix(from) ^ Mix(to);

    public static T Check<T>(T row, long stored, long actual, string part) =>
        stored == actual ? row : throw new DamagedStoreException(part, "its stored row does not match its sum.");

    // The finalizer of SplitMix64 (Steele, Lea, Flood 2014).
    private static long Mix(long value)
    {
        unchecked
        {
            var z = (ulong)value + 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (long)(z ^ (z >> 31));
        }
    }
}
