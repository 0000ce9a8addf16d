using Stet.Images;

namespace Stet.Display.Tests;

/// <summary>Plain data reads like the live value; objects are covered by the transcript K13.</summary>
public class PlainTextTests
{
    private static PlainGraph Graph(object? value) => new([new("x", new("object", "System.Object", null), value)], [], [], false);

    [Theory]
    [InlineData(null, "null")]
    [InlineData(3, "3")]
    [InlineData("a\n", "\"a\\n\"")]
    [InlineData(2.5, "2.5")]
    public void Scalars_are_shown_as_CSharp_writes_them(object? value, string expected) =>
        Assert.Equal(expected, PlainText.Show(Graph(value), "x", 80));

    [Fact]
    public void Structs_enums_and_types_are_shown_by_name()
    {
        var point = new PlainStruct(new("Point", "Point", "unit"), [new("X", 1), new("Side", new PlainEnum(new("Side", "Side", null), "Left, Top", 3))]);
        Assert.Equal("Point { X = 1, Side = Left | Top }", PlainText.Show(Graph(point), "x", 80));
        Assert.Equal("(1, typeof(int))", PlainText.Show(Graph(new PlainStruct(new("(int, Type)", "System.ValueTuple`2", null), [new("Item1", 1), new("Item2", new PlainType("int", "System.Int32", null))])), "x", 80));
    }

    [Fact]
    public void One_line_stays_within_the_width() => Assert.Equal("\"aaaaaa...", PlainText.ShowShort(Graph(new string('a', 1_000)), "x", 10));

    [Fact]
    public void An_unknown_variable_is_an_error() => Assert.Throws<KeyNotFoundException>(() => PlainText.Show(Graph(1), "y", 80));
}
