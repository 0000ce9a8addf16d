namespace Stet.CrashCampaign;

public static class Digest
{
    /// <summary>Contents and identity structure of a workspace's values, as one line.</summary>
    public static string Of(long[] scalars, List<long>[] lists, double[][] arrays, long[] functions) =>
        "scalars " + string.Join(' ', scalars)
        + "; lists " + string.Join(' ', lists.Select(list => $"{Array.FindIndex(lists, other => ReferenceEquals(other, list))}:{list.Count}:{Hash(list)}"))
        + "; arrays " + string.Join(' ', arrays.Select(array => $"{array.Length}:{Hash(array)}"))
        + "; functions " + string.Join(' ', functions);

    /// <summary>Pseudo-random numbers from 0 to 1, the same for the same seed: content that no compression or sharing makes small.</summary>
    public static double[] Numbers(long seed, int length)
    {
        var numbers = new double[length];
        var state = (ulong)seed;
        for (var i = 0; i < length; i++)
        {
            state = (state * 6364136223846793005UL) + 1442695040888963407UL;
            numbers[i] = (state >> 11) * (1.0 / (1UL << 53));
        }

        return numbers;
    }

    private static ulong Hash(List<long> list)
    {
        var hash = 14695981039346656037UL;
        foreach (var item in list)
        {
            hash = (hash ^ (ulong)item) * 1099511628211UL;
        }

        return hash;
    }

    private static ulong Hash(double[] array)
    {
        var hash = 14695981039346656037UL;
        foreach (var item in array)
        {
            hash = (hash ^ (ulong)BitConverter.DoubleToInt64Bits(item)) * 1099511628211UL;
        }

        return hash;
    }
}
