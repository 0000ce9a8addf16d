using Stet.Images;
using Stet.Runtime.Capturing;
using Stet.Runtime.RoundTrip;
using Xunit;

namespace Stet.Runtime.Tests.Capturing;

public sealed class PlainViewTests
{
    public sealed record Day(DateOnly Date, decimal Rain, DayOfWeek Name, int? Wind);

    public class Base
    {
        public int Low = 1;
    }

    public sealed class Derived : Base
    {
        public string High = "h";
        public Derived? Self;
    }

    public struct Pair
    {
        public byte A;
        public double B;
    }

    static PlainGraph Read(object value, PlainLimits? limits = null)
    {
        var chunks = new MemoryChunks();
        var image = new Capturer(TestUnits.Instance, chunks).Capture([new("x", value, value.GetType())], default)[0];
        return PlainImage.Read(image.Bytes, chunks, limits ?? PlainLimits.ToShow);
    }

    static PlainNode Node(object value) => (PlainNode)Assert.Single(Read(value).Roots).Value!;

    [Fact]
    public void Fields_are_named_as_in_the_source()
    {
        var day = Node(new Day(new(2026, 1, 2), 1.5m, DayOfWeek.Friday, 3));
        Assert.Equal(("Day", "tests"), (day.Type.Name, day.Type.Unit));
        Assert.Equal(["Date", "Rain", "Name", "Wind"], day.Fields.Select(f => f.Name));
        Assert.Equal([new DateOnly(2026, 1, 2), 1.5m, 3], new[] { 0, 1, 3 }.Select(i => day.Fields[i].Value));
        Assert.Equal("Friday", ((PlainEnum)day.Fields[2].Value!).Member);
    }

    [Fact]
    public void Base_fields_come_first_and_cycles_are_kept()
    {
        var derived = new Derived();
        derived.Self = derived;
        var node = Node(derived);
        Assert.Equal(["Low", "High", "Self"], node.Fields.Select(f => f.Name));
        Assert.Same(node, node.Fields[2].Value);
    }

    [Fact]
    public void Collections_show_their_elements()
    {
        Assert.Equal(["a", null, "b"], Node(new List<string?> { "a", null, "b" }).Elements);
        var row = (PlainStruct)Node(new Dictionary<string, int> { ["k"] = 1 }).Elements[0]!;
        Assert.Equal([new("key", "k"), new PlainField("value", 1)], row.Fields);
        Assert.Equal([2, 3], Node(new int[2, 3]).Lengths!);
        Assert.Equal("List<Day>", Node(new List<Day>()).Type.Name);
    }

    [Fact]
    public void Structs_in_memory_are_taken_apart()
    {
        var pairs = new Pair[10_000];
        pairs[9_000] = new() { A = 7, B = 2.5 };
        foreach (var array in new[] { pairs, pairs[8_999..9_002] })
        {
            var node = (PlainNode)Read(array, PlainLimits.None).Roots[0].Value!;
            var pair = Assert.IsType<PlainStruct>(node.Elements[Array.IndexOf(array, pairs[9_000])]);
            Assert.Equal([new("A", (byte)7), new PlainField("B", 2.5)], pair.Fields);
        }
    }

    [Fact]
    public void Closures_show_their_variables_and_delegates_their_methods()
    {
        int count = 5;
        var node = Node((Func<int>)(() => count));
        var row = (PlainStruct)node.Elements[0]!;
        Assert.Equal(5, ((PlainNode)row.Fields[0].Value!).Fields.Single(f => f.Name == "count").Value);
        Assert.IsType<PlainMethod>(row.Fields[1].Value);
    }

    [Fact]
    public void Reading_stops_at_its_limits_and_says_so()
    {
        var graph = Read(Enumerable.Range(0, 5000).Select(i => $"text {i}").ToList());
        Assert.True(graph.IsCut);
        var node = (PlainNode)graph.Roots[0].Value!;
        Assert.Equal((5000L, 1000), (node.Count!.Value, node.Elements.Count));
        Assert.False(Read(new List<int> { 1 }).IsCut);
        Assert.True(PlainImage.Read(Door.Capture(new double[100_000]).Bytes, chunks: null).IsCut);
    }

    [Fact]
    public void A_live_part_is_shown_with_its_reason()
    {
        var graph = Read(new object?[] { Thread.CurrentThread });
        Assert.Equal("x[0]", Assert.Single(graph.LiveParts).Path);
        Assert.Equal("it is a thread", ((PlainNode)((PlainNode)graph.Roots[0].Value!).Elements[0]!).LiveReason);
    }
}
