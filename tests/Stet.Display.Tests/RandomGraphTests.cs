namespace Stet.Display.Tests;

/// <summary>Random object graphs with sharing and cycles: whatever the value, the text is there, bounded and the same each time.</summary>
public class RandomGraphTests
{
    private sealed class Node
    {
        public object? First { get; set; }

        public object? Second { get; set; }

        public object? Broken => throw new InvalidOperationException("no");
    }

    private record Pair(object? Left, object? Right);

    private static object? Graph(int seed)
    {
        var random = new Random(seed);
        var made = new List<object?> { null, 1, "text", 2.5, DayOfWeek.Friday };
        object? Any() => made[random.Next(made.Count)];
        for (var i = 0; i < random.Next(1, 400); i++)
        {
            made.Add(random.Next(8) switch
            {
                0 => new Node { First = Any(), Second = Any() },
                1 => new Pair(Any(), Any()),
                2 => new List<object?>(Enumerable.Range(0, random.Next(200)).Select(_ => Any())),
                3 => Enumerable.Range(0, random.Next(5)).ToDictionary(k => "key " + k, _ => Any()),
                4 => new[] { Any(), Any() },
                5 => (Any(), Any()),
                6 => new string('x', random.Next(5_000)),
                _ => new object?[random.Next(4), random.Next(4)],
            });
        }

        foreach (var node in made.OfType<Node>())
        {
            node.First = random.Next(3) == 0 ? Any() : node.First;
        }

        foreach (var list in made.OfType<List<object?>>().Where(_ => random.Next(3) == 0))
        {
            list.Add(Any());
        }

        return made[^1];
    }

    [Fact]
    public void Any_graph_is_shown_within_the_bounds()
    {
        var options = new DisplayOptions { MaxCharacters = 4_000, MaxTime = TimeSpan.FromMinutes(1) };
        for (var seed = 0; seed < 500; seed++)
        {
            var graph = Graph(seed);
            var shown = ValueText.Show(graph, typeof(object), options);
            Assert.True(shown.Length is > 0 and < 20_000, $"seed {seed}: {shown.Length} characters");
            Assert.Equal(shown, ValueText.Show(graph, typeof(object), options));
            Assert.True(ValueText.ShowShort(graph, typeof(object), options) is { Length: > 0 and <= 120 }, $"seed {seed}");
        }
    }
}
