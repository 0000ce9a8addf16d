using static Stet.Display.Tests.Showing;

namespace Stet.Display.Tests;

public class ObjectsTests
{
    private record Point(int X, int Y);

    private record Named(string Name, object? Other) : Point(1, 2);

    private struct Size
    {
        public int Width;
        public readonly int Area => Width * Width;
    }

    private sealed class Counter(int count)
    {
        private readonly string name = "n";

        public void Next() => count += name.Length;
    }

    private sealed class Faulty
    {
        public int Good { get; } = 1;

        public int Bad => throw new InvalidOperationException("no value yet");
    }

    private sealed class Money(decimal amount)
    {
        public override string ToString() => $"{amount} EUR\nnet";
    }

    private sealed class Unprintable
    {
        public override string ToString() => throw new FormatException("cannot");
    }

    private sealed class Node
    {
        public int Value { get; set; }

        public Node? Next { get; set; }
    }

    private sealed class Endless
    {
        public Endless Next => new();
    }

    [Fact]
    public void Records_and_structs_show_their_public_parts()
    {
        Check(new Point(1, 2), "ObjectsTests.Point { X = 1, Y = 2 }");
        Check(new Named("a", null), "ObjectsTests.Named { X = 1, Y = 2, Name = \"a\", Other = null }");
        Check(new Size { Width = 3 }, "ObjectsTests.Size { Width = 3, Area = 9 }");
        Check(new { A = 1, B = "x" }, "{ A = 1, B = \"x\" }");
        Check((1, "a", (2.5, 'c')), "(1, \"a\", (2.5, 'c'))");
    }

    [Fact]
    public void A_class_without_public_parts_shows_its_fields() =>
        Check(new Counter(3), "ObjectsTests.Counter { count = 3, name = \"n\" }");

    [Fact]
    public void What_a_getter_throws_is_shown_in_its_place() =>
        Check(new Faulty(), "ObjectsTests.Faulty { Good = 1, Bad = <InvalidOperationException: no value yet> }");

    [Fact]
    public void A_ToString_of_ones_own_is_the_view()
    {
        Check(new Money(3.5m), "3.5 EUR\nnet");
        Check(new List<Money> { new(1) }, @"List<ObjectsTests.Money>(1) { 1 EUR\nnet }");
        Check(new Unprintable(), "<FormatException: cannot>");
    }

    [Fact]
    public void A_cycle_is_marked()
    {
        var node = new Node { Value = 1 };
        node.Next = new() { Value = 2, Next = node };
        Check(node, "ObjectsTests.Node #1 { Value = 1, Next = ObjectsTests.Node { Value = 2, Next = #1 } }");
    }

    [Fact]
    public void A_shared_object_is_shown_once_and_referred_to_by_its_mark()
    {
        var shared = new Node { Value = 7 };
        Check(new object[] { shared, shared }, "object[2] { ObjectsTests.Node #1 { Value = 7, Next = null }, #1 }");
    }

    [Fact]
    public void Depth_is_bounded()
    {
        var shown = Show(new Endless(), new() { MaxDepth = 3 });
        Assert.Equal(4, shown.Split("Next = ").Length);
        Assert.Contains("{ ... }", shown);
    }

    [Fact]
    public void A_long_chain_stays_within_the_characters_allowed()
    {
        Node? node = null;
        for (var i = 0; i < 100_000; i++)
        {
            node = new() { Value = i, Next = node };
        }

        Assert.InRange(Show(node, new() { MaxDepth = 1_000, MaxCharacters = 3_000 }).Length, 1, 15_000);
    }

    [Fact]
    public void Delegates_tasks_and_lazy_values_are_named_and_not_run()
    {
        var made = false;
        var lazy = new Lazy<int>(() => { made = true; return 1; });
        Check(lazy, "Lazy<int> (not made yet)");
        Assert.False(made);
        Check(Math.Sqrt, "Func<double, double> Sqrt");
        Check((int x) => x + 1, "Func<int, int> (lambda)");
        Check(Task.FromResult(3), "Task<int> (RanToCompletion)");
        Check(Task.CompletedTask, "Task (RanToCompletion)");
        Check(new TaskCompletionSource<int>().Task, "Task<int> (WaitingForActivation)");
        Check<Stream>(new MemoryStream(), "MemoryStream");
        Check(typeof(List<int>), "typeof(List<int>)");
        Check(new ArgumentException("bad"), "ArgumentException: bad");
    }

    [Fact]
    public void A_stopped_run_is_not_shown_as_a_value()
    {
        var stopping = new DisplayOptions { StopsTheRun = thrown => thrown is FormatException };
        Assert.Throws<FormatException>(() => Show(new Unprintable(), stopping));
        Assert.Throws<FormatException>(() => Show(Enumerable.Range(0, 3).Select(i => i < 2 ? i : throw new FormatException()), stopping));
    }

    [Fact]
    public void Getters_of_the_platform_are_not_called() => Check(new HttpClient(), "HttpClient");
}
