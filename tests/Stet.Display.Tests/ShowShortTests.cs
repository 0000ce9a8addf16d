namespace Stet.Display.Tests;

public class ShowShortTests
{
    private sealed class Loud
    {
        public static int Calls;

        public int Quiet { get; } = 5;

        public int Value => ++Calls;

        public override string ToString() => (++Calls).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Short<T>(T value, int width = 60) => ValueText.ShowShort(value, typeof(T), new() { Width = width });

    [Fact]
    public void One_line_within_the_width()
    {
        var shown = Short(Enumerable.Range(0, 1_000).Select(i => $"line\n{i}").ToList());
        Assert.InRange(shown.Length, 1, 60);
        Assert.DoesNotContain('\n', shown);
        Assert.StartsWith("List<string>(1000) { \"line\\n0\"", shown);
    }

    [Fact]
    public void None_of_the_values_code_runs()
    {
        Loud.Calls = 0;
        Assert.Equal("ShowShortTests.Loud", Short(new Loud()));
        Assert.Equal("ShowShortTests.Loud[1] { ShowShortTests.Loud }", Short(new[] { new Loud() }));
        Assert.Equal("IEnumerable<int>", Short(Enumerable.Range(0, 3).Select(_ => ++Loud.Calls)));
        Assert.Equal(0, Loud.Calls);
    }
}
