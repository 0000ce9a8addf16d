namespace Stet.Benchmarks.Capture;

internal sealed record Reading(int Id, double Value, string Name);

/// <summary>What is kept: records in a list and in a dictionary, each with a string of its own.</summary>
internal static class Graph
{
    /// <summary>About <paramref name="count"/> objects: half of them strings. The peer builds the same.</summary>
    public static object[] Of(int count)
    {
        int half = count / 4;
        var listed = Enumerable.Range(0, half).Select(i => new Reading(i, i * 0.5, $"name {i}")).ToList();
        var keyed = Enumerable.Range(0, half / 3 * 2).ToDictionary(i => $"key {i}", i => new Reading(i, i * 0.25, $"other {i}"));
        return [listed, keyed];
    }

    public static IEnumerable<(string Name, object Value)> SmallValues()
    {
        yield return ("int", 42);
        yield return ("string", "text");
        yield return ("List<double> of 10", Enumerable.Range(0, 10).Select(i => i * 0.5).ToList());
        yield return ("record", new Reading(1, 2, "name"));
        yield return ("100 records in a list", Enumerable.Range(0, 100).Select(i => new Reading(i, i, $"name {i}")).ToList());
        yield return ("Dictionary of 10", Enumerable.Range(0, 10).ToDictionary(i => $"key {i}"));
        int n = 3;
        yield return ("closure", (Func<int>)(() => ++n));
    }
}
