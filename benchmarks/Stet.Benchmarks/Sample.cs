namespace Stet.Benchmarks;

/// <summary>Order statistics of measured values.</summary>
internal static class Sample
{
    public static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    /// <param name="share">From 0 to 1: 0.99 is the value that 99 of 100 do not exceed.</param>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        var ordered = values.Order().ToArray();
        return ordered[Math.Clamp((int)Math.Ceiling(share * ordered.Length) - 1, 0, ordered.Length - 1)];
    }
}
