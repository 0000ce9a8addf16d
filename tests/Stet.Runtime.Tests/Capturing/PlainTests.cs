using Stet.Runtime.Capturing;
using Xunit;

namespace Stet.Runtime.Tests.Capturing;

public sealed class PlainTests
{
    public sealed record Point(int X, double Y, string? Name);

    public sealed class Node
    {
        public int Value;
        public Node? Next;
        public object? Any;
    }

    public class Animal
    {
        readonly int _age;
        public Animal(int age) => _age = age;
        public int Age => _age;
    }

    public sealed class Dog(int age, string name) : Animal(age)
    {
        public string Name { get; } = name;
    }

    [Fact]
    public void Primitives_come_back()
    {
        Door.Check(1);
        Door.Check("text");
        Door.Check("unpaired \uD800 and wide \u4E2D");
        Door.Check(1.5);
        Door.Check(true);
        Door.Check(12.34m);
        Door.Check(DateTime.UtcNow);
        Door.Check<object?>(null);
        Door.Check<int?>(3);
        Door.Check(DayOfWeek.Friday);
        Door.Check((1, "a", (2.5, 'c')));
    }

    [Fact]
    public void Objects_keep_fields_sharing_and_cycles()
    {
        Door.Check(new Point(1, 2.5, "a"));
        var node = new Node { Value = 1, Any = new Point(1, 2, "b") };
        node.Next = new Node { Next = node, Any = node.Any };
        Door.Check(node);
        Door.Check<Animal>(new Dog(3, "Rex"));
    }

    [Fact]
    public void Lists_and_dictionaries_come_back()
    {
        Door.Check(new List<double> { 1, 2, 3 });
        Door.Check(new List<Point> { new(1, 2, "x"), new(3, 4, null) });
        Door.Check(new Dictionary<string, Point> { ["b"] = new(1, 2, "x"), ["a"] = new(3, 4, null) });
        var map = Door.Check(new Dictionary<Point, int> { [new(1, 2, "x")] = 5 });
        Assert.Equal(5, map[new(1, 2, "x")]);
    }

    [Fact]
    public void A_closure_comes_back_with_its_variables()
    {
        int n = 3;
        Func<int> next = () => ++n;
        next();
        var back = Door.Check(next);
        Assert.Equal(5, back());
        Assert.Equal(5, next());
    }

    [Fact]
    public void Arrays_of_every_rank_come_back()
    {
        Door.Check(new[] { 1, 2, 3 });
        Door.Check(new int[,] { { 1, 2 }, { 3, 4 } });
        Door.Check(new string?[,,] { { { "a" }, { null } } });
        Door.Check(new int[][] { [1], [2, 3], null! });
        var based = Array.CreateInstance(typeof(int), [2, 3], [-1, 5]);
        based.SetValue(7, 0, 6);
        Door.Check(based);
        Door.Check(new double[100_000]);
    }

    [Fact]
    public void A_chain_of_a_million_objects_needs_no_stack()
    {
        Node? node = null;
        for (int i = 0; i < 1_000_000; i++) node = new Node { Value = i, Next = node };
        Door.Check(node);
    }

    [Fact]
    public void Variables_that_share_an_object_come_back_sharing_it()
    {
        var shared = new Node();
        var images = Door.Capture(new("a", shared, typeof(Node)), new("b", new Node(), typeof(Node)), new("c", new Node { Next = shared }, typeof(Node)));
        Assert.Equal([["a", "c"], ["b"]], images.Select(i => i.Roots));
        var back = Door.Through(new("a", shared, typeof(Node)), new CaptureRoot("c", new Node { Next = shared }, typeof(Node)));
        Assert.Same(back.Values["a"], ((Node)back.Values["c"]!).Next);
    }

    [Fact]
    public void A_live_part_is_named_by_its_path()
    {
        var image = Door.Capture(new Node { Next = new Node { Any = new List<object> { "a", Stream.Null, Thread.CurrentThread } } });
        Assert.Equal(["x.Next.Any[1]", "x.Next.Any[2]"], image.LiveParts.Select(l => l.Path));
    }
}
