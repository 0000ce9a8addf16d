namespace Stet.Display;

/// <summary>The smallest and largest element of a collection of numbers that is too long to be shown whole.</summary>
internal static class Ranges
{
    /// <summary>Looking at this many elements takes about 20 ms; larger collections are not looked through.</summary>
    private const int MaxElements = 10_000_000;

    /// <summary><c>, from 0.5 to 99</c>; empty where the elements are no numbers, too many, or have no order (NaN).</summary>
    public static string Of(object sequence) => sequence switch
    {
        double[] numbers => Text<double>(numbers),
        float[] numbers => Text<float>(numbers),
        int[] numbers => Text<int>(numbers),
        long[] numbers => Text<long>(numbers),
        List<double> numbers => Text<double>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(numbers)),
        List<int> numbers => Text<int>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(numbers)),
        List<long> numbers => Text<long>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(numbers)),
        _ => "",
    };

    private static string Text<T>(ReadOnlySpan<T> numbers)
        where T : struct, System.Numerics.INumber<T>
    {
        if (numbers.Length is 0 or > MaxElements)
        {
            return "";
        }

        var (smallest, largest) = (numbers[0], numbers[0]);
        foreach (var number in numbers)
        {
            if (T.IsNaN(number))
            {
                return "";
            }

            smallest = number < smallest ? number : smallest;
            largest = number > largest ? number : largest;
        }

        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $", from {smallest} to {largest}");
    }
}
