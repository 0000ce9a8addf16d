namespace Stet.Sessions.Tests;

/// <summary>Values of types whose type parameters are others than they were: more, fewer, none, in another order.</summary>
public class GenericMigrationTests
{
    [Theory]
    [InlineData("record Box<T>(T Value);", "b = new Box<int>(4); s = new Box<string>(\"x\")", "record Box(object Value);", "(b.Value, s.Value, b is Box)", "(4, \"x\", true)")]
    [InlineData("record Box<T>(T Value);", "b = new Box<int>(4)", "record Box(long Value);", "b", "Box { Value = 4 }")]
    [InlineData("record Box<T>(T Value);", "b = new List<Box<int>> { new(4) };", "record Box(int Value, int More = 2);", "b[0].More", "2")]
    [InlineData("record Box(int Value);", "b = new Box(4)", "record Box<T>(T Value);", "new Box<int>(4) == b", "true")]
    [InlineData("record Box(int Value);", "b = new List<Box>();", "record Box<T>(T Value);", "b.Append(new Box<int>(4)).First().Value", "4")]
    [InlineData("class Box { public List<int> Values = []; }", "b = new Box { Values = { 4 } }", "class Box<T> { public List<T> Values = []; }", "new List<Box<int>> { b }[0].Values[0]", "4")]
    [InlineData("class Box { public List<int> Values = []; }", "b = new Box { Values = { 4 } }", "class Box<T> { public IEnumerable<T> Values; }", "new List<Box<int>> { b }[0].Values.First()", "4")]
    [InlineData("class Box { public int[][] Values; }", "b = new Box { Values = [[4]] }", "class Box<T> { public T[] Values; }", "new List<Box<int[]>> { b }[0].Values[0][0]", "4")]
    [InlineData("class Box { public int[,] Values; }", "b = new[] { new Box { Values = new int[1, 1] } };", "class Box<T> { public T Values; }", "new List<Box<int[,]>[]> { b }[0][0].Values.Rank", "2")]
    [InlineData("class Map { public Dictionary<string, int> All = []; }", "b = new Map { All = { [\"x\"] = 4 } }", "class Map<K, V> { public Dictionary<K, V> All = []; }", "new[] { new Map<string, int>(), b }[1].All[\"x\"]", "4")]
    [InlineData("record Pair<T>(T First, string Second);", "b = new Pair<int>(4, \"x\")", "record Pair<T, U>(T First, U Second);", "b == new Pair<int, string>(4, \"x\")", "true")]
    [InlineData("record Pair<T>(T First, string Second);", "b = new Pair<int>(4, \"x\")", "record Pair<A, B>(A First, B Second);", "b == new Pair<int, string>(4, \"x\")", "true")]
    [InlineData("record Pair<A, B>(A First, B Second);", "b = new Pair<int, string>(4, \"x\")", "record Pair<B, A>(A First, B Second);", "b == new Pair<string, int>(4, \"x\")", "true")]
    [InlineData("record Pair<A, B>(A First, B Second);", "b = new Pair<int, string>(4, \"x\")", "record Pair<B, A>(B First, A Second);", "b == new Pair<int, string>(4, \"x\")", "true")]
    [InlineData("record Pair<A, B>(A First, B Second);", "b = new Pair<int, string>(4, \"x\")", "record Pair<B>(B Second);", "b == new Pair<string>(\"x\")", "true")]
    [InlineData("record Pair(int X, double Y);", "b = new Pair(4, 2.5)", "record Pair<T>(T X, T Y);", "b == new Pair<double>(4, 2.5)", "true")]
    [InlineData("record struct Cell(int V);", "b = new[] { new Cell(4) };", "record struct Cell<T>(T V, int W = 2);", "b[0] == new Cell<int>(4, 2)", "true")]
    [InlineData("record struct Cell(int V);", "b = Enumerable.Range(0, 100_000).Select(i => new Cell(i)).ToArray();", "record Cell<T>(T V);", "b[^1] == new Cell<int>(99_999)", "true")]
    [InlineData("class Node { public int V; public Node Next; }", "b = new Node { V = 1 }; b.Next = b;", "class Node<T> { public T V; public Node<T> Next; }", "new List<Node<int>> { b }[0].Next.V", "1")]
    [InlineData("class A { public B B; public int X; } class B { public A A; }", "b = new A { X = 1 }; b.B = new B { A = b };", "class A<T> { public B<T> B; public T X; } class B<T> { public A<T> A; }", "new List<B<int>> { b.B }[0].A.X", "1")]
    [InlineData("class Bag : List<int> { public string Name; }", "b = new Bag { 1, 2 }; b.Name = \"x\";", "class Bag<T> : List<T> { public string Name; }", "(new List<Bag<int>> { b }[0].Count, b.Name)", "(2, \"x\")")]
    [InlineData("class Box<T> { public T V; public class Part { public T P; } public Part Own; }", "b = new Box<int> { V = 4, Own = new() { P = 5 } }", "class Box { public int V; public class Part { public int P; } public Part Own; }", "(b.V, b.Own.P)", "(4, 5)")]
    [InlineData("class Box { public int V; public class Part { public int P; } public Part Own; }", "b = new Box { V = 4, Own = new() { P = 5 } }; p = b.Own;", "class Box<T> { public T V; public class Part { public T P; } public Part Own; }", "ReferenceEquals(b.Own, p) && new Box<int>.Part[] { p }[0].P == 5", "true")]
    [InlineData("class Box { public class Part { public int P; } public Part Own; }", "b = new Box { Own = new() { P = 5 } }; p = b.Own;", "class Box { public class Part<T> { public T P; } public Part<int> Own; }", "ReferenceEquals(b.Own, p) && new Box.Part<int>[] { p }[0].P == 5", "true")]
    [InlineData("enum Kind { A, B } class Box { public Kind K; }", "b = new Box { K = Kind.B }", "enum Kind { B, A } class Box<T> { public T K; }", "new List<Box<Kind>> { b }[0].K", "B")]
    [InlineData("record Box(int Value); record Holder(Box Inner);", "b = new Holder(new(4))", "record Box<T>(T Value); record Holder(Box<int> Inner);", "b.Inner.Value", "4")]
    [InlineData("record Box(int Value); record Holder(object Inner);", "b = new Holder(new Box(4))", "record Box<T>(T Value); record Holder(object Inner);", "((Box<int>)b.Inner).Value", "4")]
    [InlineData("record struct Box(int Value);", "b = (object)new Box(4)", "record struct Box<T>(T Value);", "((Box<int>)b).Value", "4")]
    [InlineData("record struct Box(int Value);", "b = (Box?)new Box(4); c = (Box?)null;", "record Box<T>(T Value);", "(b.Value, c is null)", "(4, true)")]
    [InlineData("record Key<T>(T Id);", "b = new Dictionary<Key<int>, string> { [new(4)] = \"x\" };", "record Key(int Id);", "b[new Key(4)]", "\"x\"")]
    [InlineData("record Key(int Id);", "b = new Dictionary<Key, HashSet<Key>> { [new(4)] = [new(5)] };", "record Key<T>(T Id);", "b[new Key<int>(4)].Contains(new Key<int>(5))", "true")]
    [InlineData("record Box(int Value);", "b = (Left: new Box(4), More: new[] { new Box(5) });", "record Box<T>(T Value);", "(b.Left == new Box<int>(4), b.More[0].Value)", "(true, 5)")]
    [InlineData("record Box(int Value);", "q = new Box(4); Func<int> b = () => q.Value; List<Func<int>> fs = [b];", "record Box<T>(T Value);", "fs[0]()", "4")]
    [InlineData("record Box<T>(T Value); int f(Box<int> b) => b.Value;", "b = new Box<int>(4); Func<Box<int>, int> g = f;", "record Box(int Value); int f(Box b) => b.Value * 2;", "g(b)", "8")]
    [InlineData("delegate int Op(int x); int twice(int x) => 2 * x;", "Op b = twice;", "delegate R Op<R>(R x);", "b(4)", "8")]
    [InlineData("record Tree<T>(T Value, List<Tree<T>> Children);", "b = new Tree<int>(1, [new(2, [])]);", "record Tree(int Value, List<Tree> Children);", "b.Children[0].Value", "2")]
    [InlineData("record Opt<T>(T Value); record Outer<T>(Opt<T> In);", "b = new Outer<Opt<int>>(new(new(4)));", "record Opt<T, U>(T Value, U[] More = null) { static Opt<T, string> Migrate(Old old) => new(old.Get<T>(\"Value\")); } record Outer<T>(Opt<T, string> In);", "b.In.Value.Value", "4")]
    public async Task Values_are_carried(string before, string value, string after, string look, string shown)
    {
        await using var prompt = new Prompt();
        prompt.Save("types.cs", before);
        await prompt.Do(value);
        prompt.Save("types.cs", after);
        await prompt.Do("1");
        Assert.Equal(shown, await prompt.Says(look));
        await prompt.Reopen();
        Assert.Equal(shown, await prompt.Says(look));
    }

    [Theory]
    [InlineData("record Box<T>(T Value);", "b = new Box<int>(4)", "[Formerly(\"Box<T>\")] record Box<T, U>(T Value, U Second = default);", "b: its type is Box<T, U> now, whose U shows in no member that Box<T> had; 'static Box<T, int> Migrate(Old old)' in the type can say what it is")]
    [InlineData("record Pair(int X, string Y);", "b = new List<Pair> { new(4, \"x\") };", "[Formerly(\"Pair\")] record Pair<T>(T X, T Y);", "b: its type is Pair<T> now, whose T would be int of X and string of Y;")]
    [InlineData("record Box<T>(T Value);", "b = new List<object> { new Box<int>(4), new Box<string>(\"x\") };", "record Box<T>(T Value) where T : struct;", "b[1]: Box<T> wants T : struct now, and T is string")]
    [InlineData("record Pair<T, U>(T A, U B);", "b = new Pair<int, string>(1, \"x\")", "record Pair<T, U>(T A, U B) where T : IEnumerable<U[]>;", "b: Pair<T, U> wants T : IEnumerable<U[]> now, and T is int")]
    [InlineData("record Box(string Value);", "b = new Box(\"x\")", "[Formerly(\"Box\")] record Box<T>(T Value) where T : IComparable<int>;", "b: Box<T> wants T : IComparable<int> now, and T is string")]
    [InlineData("record Box<T>(T Value);", "b = new List<object> { new Box<int>(4), new Box<string>(\"x\") };", "[Formerly(\"Box\")] record Box(int Value);", "b[1]: Value: it was of type string, and Value is of type int now")]
    [InlineData("record Box<T>(T Value);", "b = new Box<double>(2.5)", "[Formerly(\"Box\")] record Box(int Value);", "b: Value: 2.5 does not fit the type int")]
    [InlineData("class Node { public Node Next; }", "b = new Node()", "[Formerly(\"Node\")] class Node<T> { public T Next; }", "b: the type arguments of Node<T> would contain the type itself")]
    [InlineData("class Reg<T> { public static int Count; }", "Reg<int>.Count = 4; Reg<string>.Count = 5;", "[Formerly(\"Reg<T>\")] class Reg { public static int Count; }", "static Reg<int>: the static places of several types would be those of one, Reg")]
    public async Task What_cannot_be_inferred_is_refused_with_its_path_and_nothing_is_changed(string before, string value, string after, string reason)
    {
        await using var prompt = new Prompt();
        await prompt.Do(before, value);
        var refused = await prompt.Submit(after);
        Assert.Contains(refused.Errors, e => e.Code == "STET0102" && e.Message.Contains(reason, StringComparison.Ordinal));
        Assert.Contains(before, prompt.Read("workspace.cs"), StringComparison.Ordinal);
        await prompt.Do("force");
        await prompt.Reopen();
        Assert.Equal("true", await prompt.Says("stranded().Count > 0"));
        await prompt.Do("undo", value.Split(' ')[0] == "b" ? "_ = b;" : "_ = Reg<int>.Count;");
    }

    [Fact]
    public async Task A_hook_that_gives_a_closed_type_says_what_its_parameters_are()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "record Box<T>(T Value);", "b = new Box<int>(4); all = new Dictionary<string, Box<string>[]> { [\"x\"] = [new(\"y\")] };",
            "[Formerly(\"Box<T>\")] record Box<T, U>(T Value, U Second) { static Box<T, double> Migrate(Old old) => new(old.Get<T>(\"Value\"), 2.5); }");
        Assert.Equal("(6.5, \"y\")", await prompt.Says("(b.Value + b.Second, all[\"x\"][0].Value)"));
    }

    [Fact]
    public async Task A_hook_of_a_type_without_parameters_gets_the_values_of_each_instance()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Box<T>(T Value);", "b = new List<object> { new Box<int>(4), new Box<string>(\"x\") };",
            "[Formerly(\"Box\")] record Box(string Text) { static Box Migrate(Old old) => new($\"{old.Get<object>(\"Value\")}\"); }");
        Assert.Equal("\"4 x\"", await prompt.Says("string.Join(' ', b.Cast<Box>().Select(x => x.Text))"));
    }

    [Fact]
    public async Task Static_fields_follow()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class Reg { public static int Count = 1; public static List<string> Names = []; }", "Reg.Count = 4; Reg.Names.Add(\"x\"); names = Reg.Names;");
        await prompt.Do("[Formerly(\"Reg\")] class Reg<T> { public static T Count; public static List<string> Names = []; }");
        Assert.Equal("(4, true)", await prompt.Says("(Reg<int>.Count, ReferenceEquals(Reg<int>.Names, names))"));
        await prompt.Reopen();
        await prompt.Do("undo");
        Assert.Equal("4", await prompt.Says("Reg.Count"));
        await prompt.Do("redo");
        Assert.Equal("(4, true, 0)", await prompt.Says("(Reg<int>.Count, ReferenceEquals(Reg<int>.Names, names), Reg<long>.Count)"));
    }

    [Fact]
    public async Task Undo_and_redo_go_over_the_step_and_earlier_values_come_through_it()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Box<T>(T Value);", "b = new Box<int>(4)", "b = new Box<int>(5)", "[Formerly(\"Box<T>\")] record Box(long Value);");
        Assert.Equal("(5, 4)", await prompt.Says("(b.Value, ((Box)at(2)[\"b\"]).Value)"));
        await prompt.Do("undo");
        Assert.Equal("5", await prompt.Says("new Box<int>(b.Value).Value"));
        await prompt.Do("redo", "[Formerly(\"Box\")] record Box<V>(V Value, string Name = \"n\");");
        await prompt.Reopen();
        Assert.Equal("(true, 4)", await prompt.Says("(b == new Box<long>(5, \"n\"), ((Box<long>)at(2)[\"b\"]).Value)"));
    }

    [Fact]
    public async Task Values_that_are_only_in_the_store_follow()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Box<T>(T Value);", "b = new Box<int>(4); l = new List<Box<string>>();");
        await prompt.Reopen();
        await prompt.Do("[Formerly(\"Box<T>\")] record Box<T, U>(T Value, U[] More = null) { static Box<T, string> Migrate(Old old) => new(old.Get<T>(\"Value\")); }");
        Assert.Equal("(4, 0)", await prompt.Says("(b.Value, l.Count)"));
    }

    [Theory]
    [InlineData("class G<U> { public U Value; public List<B> Parts = []; }")]
    [InlineData("[Formerly(\"G<T>\")] class G { public A Value; public List<B> Parts = []; }")]
    public async Task What_the_old_type_refers_to_is_loaded_once(string after)
    {
        await using var prompt = new Prompt();
        await prompt.Do("record A(int X);", "class B { public List<A> All = []; }", "class G<T> { public T Value; public List<B> Parts = []; }", "g = new List<object> { new G<A> { Value = new(5) }, new B { All = { new(4) } } };");
        await prompt.Reopen();
        await prompt.Do(after);
        Assert.Equal("4", await prompt.Says("((B)g[1]).All[0].X"));
    }

    [Fact]
    public async Task What_force_sets_aside_is_converted_by_a_hook()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Box<T>(T Value);", "b = new List<Box<int>> { new(4) };");
        Assert.Equal("STET0102", await prompt.Says("[Formerly(\"Box<T>\")] record Box<T, U>(T Value, U Second = default);"));
        await prompt.Do("force", "record Box<T, U>(T Value, U Second = default) { static Box<T, string> Migrate(Old old) => new(old.Get<T>(\"Value\")); }");
        Assert.Equal("4", await prompt.Says("stranded()[0].Convert<List<Box<int, string>>>()[0].Value"));
    }

    [Fact]
    public async Task Code_that_names_a_variable_is_compiled_against_its_new_type()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Box(int Value);", "boxes = new List<(Box First, string Name)> { (new(4), \"x\") };", "int first() => boxes[0].First.Value;", "total => boxes.Sum(b => b.First.Value)");
        await prompt.Do("[Formerly(\"Box\")] record Box<T>(T Value, int Count = 1) { public int All() => boxes.Count; }");
        Assert.Equal("(4, 4, \"x\", 1)", await prompt.Says("(first(), total, boxes[0].Name, boxes[0].First.All())"));
    }

    [Fact]
    public async Task A_type_typed_beside_one_with_other_parameters_is_another_type_and_a_note_says_how_it_takes_its_place()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Box<T>(T Value);");
        Assert.Empty((await prompt.Submit("record Box(object Value);")).Notes);
        await prompt.Do("b = new Box<int>(4)");
        var beside = await prompt.Submit("record Box<T, U>(T Value, U[] More);");
        Assert.Equal("Box<T, U> stands beside Box<T>, whose values stay what they are; with [Formerly(\"Box<T>\")] before it, it takes its place", Assert.Single(beside.Notes).Text);
        Assert.Equal("4", await prompt.Says("b.Value"));
    }

    [Fact]
    public async Task A_type_that_leaves_a_generic_one_is_what_variables_are_declared_as()
    {
        await using var prompt = new Prompt();
        prompt.Save("o.cs", "public class O<T> { public class P { public int X; } }");
        await prompt.Do("p = new List<O<int>.P> { new() { X = 4 } };");
        prompt.Save("o.cs", "public class O<T> { } public class P { public int X; }");
        Assert.Equal("4", await prompt.Says("p is List<P> ? p[0].X : 0"));
        prompt.Save("o.cs", "public class O<T> { public class P { public T X; } }");
        Assert.Equal("4", await prompt.Says("p is List<O<int>.P> ? p[0].X : 0"));
    }
}
