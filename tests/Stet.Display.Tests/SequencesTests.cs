using System.Collections.Concurrent;
using System.Collections.Immutable;
using static Stet.Display.Tests.Showing;

namespace Stet.Display.Tests;

public class SequencesTests
{
    private static IEnumerable<int> Naturals()
    {
        for (var i = 0; ; i++)
        {
            yield return i;
        }
    }

    private static IEnumerable<int> Breaking()
    {
        yield return 1;
        throw new InvalidOperationException("broken pipe");
    }

    private sealed class Slow
    {
        public static IEnumerable<int> Forever(ManualResetEventSlim never)
        {
            for (var i = 0; ; i++)
            {
                never.Wait(20);
                yield return i;
            }
        }
    }

    [Fact]
    public void Type_and_count_come_first()
    {
        Check(new[] { 1, 2, 3 }, "int[3] { 1, 2, 3 }");
        Check(new List<string> { "a" }, "List<string>(1) { \"a\" }");
        Check(new HashSet<int> { 4 }, "HashSet<int>(1) { 4 }");
        Check(Array.Empty<int>(), "int[0] {}");
        Check(ImmutableArray.Create(1, 2), "ImmutableArray<int>(2) { 1, 2 }");
        Check(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }, "Dictionary<string, int>(2) { [\"a\"] = 1, [\"b\"] = 2 }");
        Check(new ConcurrentDictionary<int, bool> { [1] = true }, "ConcurrentDictionary<int, bool>(1) { [1] = true }");
    }

    [Fact]
    public void A_nested_collection_of_the_expected_type_has_no_header()
    {
        Check(new int[][] { [1, 2], [3] }, "int[2][] { { 1, 2 }, { 3 } }");
        Check(new object[] { new[] { 1 } }, "object[1] { int[1] { 1 } }");
        Check(new Dictionary<string, List<int>> { ["a"] = [1] }, "Dictionary<string, List<int>>(1) { [\"a\"] = { 1 } }");
    }

    [Fact]
    public void Elements_beyond_the_bound_are_counted_and_their_range_is_told()
    {
        Assert.Equal("List<double>(1000) { 0.5, 1.5, ... 998 more, from 0.5 to 999.5 }", Show(Enumerable.Range(0, 1_000).Select(i => i + 0.5).ToList(), new() { MaxElements = 2 }));
        Assert.Equal("double[3] { 1, 2, ... 1 more }", Show(new[] { 1, 2, double.NaN }, new() { MaxElements = 2 }));
        Assert.Equal("string[3] { \"a\", ... 2 more }", Show(new[] { "a", "b", "c" }, new() { MaxElements = 1 }));
    }

    [Fact]
    public void An_endless_sequence_shows_its_first_elements() =>
        Assert.Equal("IEnumerable<int> { 0, 1, 2, ... }", Show(Naturals(), new() { MaxElements = 3 }));

    [Fact]
    public void A_query_goes_by_the_name_of_its_interface()
    {
        Check(Naturals().Where(n => n % 2 == 1).Take(3), "IEnumerable<int> { 1, 3, 5 }");
        Check(new[] { 2, 1 }.OrderBy(n => n), "IOrderedEnumerable<int> { 1, 2 }");
    }

    [Fact]
    public void What_a_sequence_throws_is_shown_after_what_it_gave() =>
        Check(Breaking(), "IEnumerable<int> { 1, <InvalidOperationException: broken pipe> }");

    [Fact]
    public void A_slow_sequence_is_left_after_the_time_allowed()
    {
        using var never = new ManualResetEventSlim();
        var shown = Show(Slow.Forever(never), new() { MaxTime = TimeSpan.FromMilliseconds(50) });
        Assert.EndsWith("... }", shown);
    }

    [Fact]
    public void A_sequence_that_looking_would_use_up_is_named_only()
    {
        using var queue = new BlockingCollection<int> { 1, 2 };
        Assert.StartsWith("IEnumerable<int>", Show(queue.GetConsumingEnumerable()));
        Assert.Equal(2, queue.Count);
    }

    [Fact]
    public void A_list_that_holds_itself_is_marked()
    {
        var list = new List<object>();
        list.Add(list);
        Check(list, "List<object>(1) #1 { #1 }");
    }

    [Fact]
    public void A_long_collection_is_broken_into_lines()
    {
        var shown = Show(Enumerable.Range(1000, 60).ToArray(), new() { Width = 40 });
        Assert.All(shown.Split('\n'), line => Assert.InRange(line.Length, 1, 40));
        Assert.StartsWith("int[60] {\n  1000, 1001,", shown);
        Assert.EndsWith("1059\n}", shown);
    }

    [Fact]
    public void A_matrix_is_a_grid() =>
        Check(new[,] { { 1.5, 20 }, { -3, 4 } }, """
            double[2,2]
              1.5  20
               -3   4
            """);

    [Fact]
    public void A_large_matrix_is_cut_in_both_directions()
    {
        var shown = Show(new int[1_000, 1_000], new() { MaxRows = 2, Width = 30 });
        Assert.Equal("int[1000,1000]\n  0  0  0  0  0  0  0  ...\n  0  0  0  0  0  0  0  ...\n  ... 998 more rows", shown);
    }

    [Fact]
    public void Arrays_of_higher_rank_are_nested() =>
        Check(new[, ,] { { { 1, 2 } }, { { 3, 4 } } }, "int[2,1,2] { { { 1, 2 } }, { { 3, 4 } } }");

    [Fact]
    public void An_unset_immutable_array_does_not_throw() =>
        Assert.Contains("Exception", Show(default(ImmutableArray<int>)));
}
