namespace Stet.Storage.Images;

/// <summary>
/// Cuts bytes where their content says so (FastCDC: Xia et al., USENIX ATC 2016, with normalised chunking), so that a local change
/// moves only the cuts around it. Chunks have 16 to 256 KiB, 64 KiB on average.
/// </summary>
internal static class ChunkBoundaries
{
    public const int Least = 16 * 1024;
    public const int Usual = 64 * 1024;
    public const int Most = ChunkSize.Bytes;

    // Two bits more than log2(Usual) before the usual length, two fewer after it. The bits are high: they have seen the most bytes.
    private const ulong StrictMask = 0xFFFF_C000_0000_0000;
    private const ulong LooseMask = 0xFFFC_0000_0000_0000;

    private static readonly ulong[] Gear = MakeGear();

    /// <summary>The length of the first chunk of <paramref name="bytes"/>.</summary>
    public static int Next(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= Least)
        {
            return bytes.Length;
        }

        var hash = 0UL;
        var position = Least;
        return Scan(bytes[..Math.Min(bytes.Length, Usual)], StrictMask, ref hash, ref position)
            || Scan(bytes[..Math.Min(bytes.Length, Most)], LooseMask, ref hash, ref position)
            ? position
            : Math.Min(bytes.Length, Most);
    }

    private static bool Scan(ReadOnlySpan<byte> bytes, ulong mask, ref ulong hash, ref int position)
    {
        var gear = Gear;
        var rolling = hash;
        for (var i = position; i < bytes.Length; i++)
        {
            rolling = (rolling << 1) + gear[bytes[i]];
            if ((rolling & mask) == 0)
            {
                position = i + 1;
                return true;
            }
        }

        hash = rolling;
        position = bytes.Length;
        return false;
    }

    /// <summary>256 fixed random words (SplitMix64 from seed 1): part of the format only in so far as other cuts would share less.</summary>
    private static ulong[] MakeGear()
    {
        var words = new ulong[256];
        var seed = 1UL;
        for (var i = 0; i < words.Length; i++)
        {
            seed += 0x9E3779B97F4A7C15;
            var z = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            words[i] = z ^ (z >> 31);
        }

        return words;
    }
}
