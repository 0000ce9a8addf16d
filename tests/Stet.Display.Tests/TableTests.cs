using static Stet.Display.Tests.Showing;

namespace Stet.Display.Tests;

public class TableTests
{
    private record Day(DateOnly Date, double Rain, string Weather);

    private record Wide(string A, string B, string C);

    private record Tagged(int Id, int Count, int[] Tags);

    private abstract record Shape(int Id, int Sides);

    private record Square(int Id) : Shape(Id, 4);

    private record Line(int Id, int Length) : Shape(Id, 1);

    private record Own(int A, int B)
    {
        public sealed override string ToString() => $"{A}/{B}";
    }

    [Fact]
    public void Records_are_shown_as_rows_with_numbers_to_the_right() =>
        Check(new List<Day> { new(new(2012, 1, 1), 0, "drizzle"), new(new(2012, 1, 2), 10.9, "rain") }, """
            List<TableTests.Day>(2)
              Date        Rain  Weather
              2012-01-01     0  drizzle
              2012-01-02  10.9  rain
            """);

    [Fact]
    public void Rows_beyond_the_bound_are_counted()
    {
        var days = Enumerable.Range(0, 1_461).Select(i => new Day(new DateOnly(2012, 1, 1).AddDays(i), i, "sun")).ToArray();
        var lines = Show(days, new() { MaxRows = 5 }).Split('\n');
        Assert.Equal("TableTests.Day[1461]", lines[0]);
        Assert.Equal("  ... 1,456 more", lines[^1]);
        Assert.Equal(8, lines.Length);
    }

    [Fact]
    public void An_endless_query_of_records_is_a_table_too()
    {
        var shown = Show(Enumerable.Range(0, int.MaxValue).Select(i => new { I = i, Square = i * 2L }), new() { MaxRows = 2 });
        Assert.Equal("IEnumerable<<anonymous type: int I, long Square>>\n  I  Square\n  0       0\n  1       2\n  ...", shown);
    }

    [Fact]
    public void Columns_that_do_not_fit_are_left_out_visibly()
    {
        var shown = Show(new[] { new Wide(new('a', 30), new('b', 30), new('c', 30)) }, new() { Width = 35 });
        Assert.All(shown.Split('\n'), line => Assert.InRange(line.Length, 1, 35));
        Assert.Equal("  aaaaaaaaaaaaaaaaa...  ...", shown.Split('\n')[2]);
    }

    [Fact]
    public void Columns_are_narrowed_before_any_is_left_out()
    {
        var shown = Show(new[] { new Wide(new('a', 39), new('b', 39), "c \"quoted\"") }, new() { Width = 60 });
        Assert.Equal("TableTests.Wide[1]\n  A                     B                     C\n  aaaaaaaaaaaaaaaaa...  bbbbbbbbbbbbbbbbb...  c \"quoted\"", shown);
    }

    [Fact]
    public void Parts_that_are_no_scalars_are_shown_short() =>
        Check(new[] { new Tagged(1, 2, [3, 4]) }, """
            TableTests.Tagged[1]
              Id  Count  Tags
               1      2  { 3, 4 }
            """);

    [Fact]
    public void Rows_of_several_types_are_no_table() =>
        Assert.StartsWith("TableTests.Shape[2] {", Show(new Shape[] { new Square(1), new Line(2, 3) }));

    [Fact]
    public void A_listing_has_all_its_rows_and_no_header()
    {
        var days = Enumerable.Range(0, 500).Select(i => new Day(new DateOnly(2012, 1, 1).AddDays(i), i, "a \"quoted\"\nword")).ToList();
        var lines = ValueText.ShowListing(days, DisplayOptions.Default).Split('\n');
        Assert.Equal(501, lines.Length);
        Assert.StartsWith("Date        Rain  Weather", lines[0]);
        Assert.Equal("2013-05-14   499  \"a \\\"quoted\\\"\\nword\"", lines[500]);
        Assert.Equal("", ValueText.ShowListing(new List<Day>(), DisplayOptions.Default));
    }

    [Fact]
    public void A_type_with_its_own_ToString_is_no_table() =>
        Check(new[] { new Own(1, 2) }, "TableTests.Own[1] { 1/2 }");
}
