namespace Stet.Sessions.Tests;

/// <summary>Values follow their types: what a redefinition does to the values that live.</summary>
public class MigrationTests
{
    [Theory]
    [InlineData("class P { public int X; }", "p = new P { X = 4 }", "class P { public int X; public int Y = 7; }", "(p.X, p.Y)", "(4, 7)")]
    [InlineData("class P { public int X; public int Y; }", "p = new P { X = 4, Y = 5 }", "class P { public int Y; }", "p.Y", "5")]
    [InlineData("class P { public int X; }", "p = new P { X = 4 }", "class P { public long X; }", "p.X", "4")]
    [InlineData("class P { public int X; }", "p = new P { X = 4 }", "class P { public double X; }", "p.X", "4")]
    [InlineData("class P { public long X; }", "p = new P { X = 4 }", "class P { public int X; }", "p.X", "4")]
    [InlineData("class P { public int X; }", "p = new P { X = 4 }", "class P { public int? X; }", "p.X", "4")]
    [InlineData("class P { public int? X; }", "p = new P { X = 4 }", "class P { public int X; }", "p.X", "4")]
    [InlineData("class P { public int X; }", "p = new P { X = 4 }", "class P { public object X; }", "p.X", "4")]
    [InlineData("class P { public int X; }", "p = new P { X = 4 }", "class P { public int X { get; set; } }", "p.X", "4")]
    [InlineData("class P { public int X; public int Y; }", "p = new P { X = 4, Y = 5 }", "class P { public int Y; public int X; }", "(p.X, p.Y)", "(4, 5)")]
    [InlineData("class P { public int X; }", "p = new P { X = 4 }", "class P { [Formerly(\"X\")] public int Left; }", "p.Left", "4")]
    [InlineData("record P(int X);", "p = new P(4)", "record P([Formerly(\"X\")] int Left, string Name = \"none\");", "(p.Left, p.Name)", "(4, \"none\")")]
    [InlineData("class P { public int X; }", "p = new P { X = 4 }", "record P { public int X; }", "p.X", "4")]
    [InlineData("class P { public int X; }", "p = new P { X = 4 }", "struct P { public int X; }", "p.X", "4")]
    [InlineData("struct P { public int X; }", "p = new P { X = 4 }", "class P { public int X; public int Y = 2; }", "(p.X, p.Y)", "(4, 2)")]
    [InlineData("struct P { public int X; }", "p = new P[] { new() { X = 4 } };", "struct P { public int Y; public long X; }", "p[0].X", "4")]
    [InlineData("struct P { public int X; }", "p = Enumerable.Range(0, 100000).Select(i => new P { X = i }).ToArray();", "struct P { public int Y; public long X; }", "p[99999].X", "99999")]
    [InlineData("struct P { public int X; }", "p = Enumerable.Range(0, 100000).Select(i => new P { X = i }).ToArray();", "class P { public long X; }", "p[99999].X", "99999")]
    [InlineData("record struct P(int X);", "p = new List<P> { new(4) };", "record P(int X);", "p[0].X", "4")]
    [InlineData("record P(int X);", "p = new List<P> { new(4) };", "record struct P(int X);", "p[0].X", "4")]
    [InlineData("record P(int X);", "p = new Dictionary<P, int> { [new(4)] = 3 };", "record P(int X, int Y = 1);", "p[new P(4)]", "3")]
    [InlineData("enum Color { Red, Green, Blue }", "p = new[] { Color.Green, Color.Blue };", "enum Color { Blue, Green, Red }", "string.Join(' ', p)", "\"Green Blue\"")]
    [InlineData("enum Color { Red, Green }", "p = Color.Green", "enum Color : long { Black, Red, Green = 50 }", "p", "Green")]
    [InlineData("[Flags] enum F { A = 1, B = 2 }", "p = F.A | F.B", "[Flags] enum F { B = 1, C = 2, A = 4 }", "(int)p", "5")]
    [InlineData("enum Color { Red, Green }", "p = Color.Green", "enum Color { Red, [Formerly(\"Green\")] Lime }", "p", "Lime")]
    [InlineData("record P(int X);", "p = new { Inner = new P(4), N = 1 };", "record P(int X, int Y = 2);", "(p.Inner.Y, p.N)", "(2, 1)")]
    [InlineData("record P(int X);", "p = (new P(4), 5);", "record P(int X, int Y = 2);", "p.Item1", "P { X = 4, Y = 2 }")]
    [InlineData("class B; class P : B { public int X; }", "p = new P { X = 4 }", "class B { public int X; } class P : B { public int Y = 2; }", "(p.X, p.Y)", "(4, 2)")]
    [InlineData("class P { public int X; }", "p = new List<P> { new() { X = 4 } };", "[Formerly(\"P\")] class Vec { public int X; }", "p[0]", "Vec { X = 4 }")]
    [InlineData("class G<T> { public T V; }", "p = new G<int> { V = 4 }", "class G<U> { public U V; public int N = 1; }", "(p.V, p.N)", "(4, 1)")]
    [InlineData("class P { public int X; }", "p = new Lazy<P>(() => new P { X = 4 }); _ = p.Value;", "class P { public int X; public int Y = 2; }", "p.Value.Y", "2")]
    [InlineData("record struct P(int X);", "p = new Lazy<P>(() => new P(4)); _ = p.Value;", "record struct P(long X, int Y = 2);", "p.Value.X", "4")]
    [InlineData("class P { public int X; }", "q = new P { X = 4 }; Func<int> p = () => q.X; List<Func<int>> fs = [p];", "class P { public long Y; public int X; }", "fs[0]()", "4")]
    public async Task Values_are_carried(string before, string value, string after, string look, string shown)
    {
        await using var prompt = new Prompt();
        await prompt.Do(before, value, after);
        Assert.Equal(shown, await prompt.Says(look));
        await prompt.Reopen();
        Assert.Equal(shown, await prompt.Says(look));
    }

    [Fact]
    public async Task A_type_moves_to_a_namespace_in_its_file()
    {
        await using var prompt = new Prompt();
        prompt.Save("p.cs", "public class P { public int X; }");
        await prompt.Do("p = new List<P> { new() { X = 4 } };", "int f() => p[0].X;");
        prompt.Save("p.cs", "namespace Geo { public class P { public int X; public int Y = 1; } }");
        Assert.Equal("5", await prompt.Says("f() + p[0].Y"));
        await prompt.Reopen();
        Assert.Equal("5", await prompt.Says("f() + p[0].Y"));
    }

    [Theory]
    [InlineData("public class P { public int X; }", "P", "public class O { public class P { public int X; } }", "O.P")]
    [InlineData("public class O { public class P { public int X; } }", "O.P", "public class P { public int X; }", "P")]
    [InlineData("public class O { public class P { public int X; } }", "O.P", "public class O; public class U { public class V { public class P { public int X; } } }", "U.V.P")]
    [InlineData("namespace Geo { public class P { public int X; } }", "Geo.P", "public class O { public record struct P { public int X; } }", "O.P")]
    public async Task A_type_moves_into_another_type_and_out_of_it_in_its_file(string before, string was, string after, string now)
    {
        await using var prompt = new Prompt();
        prompt.Save("p.cs", before);
        await prompt.Do($"p = new List<{was}> {{ new() {{ X = 4 }} }}; object o = p[0];", $"table = new Dictionary<string, {was}[]> {{ [\"a\"] = [p[0]] }};", "fs = new List<Func<int>>();", "{ var x = p[0]; fs.Add(() => x.X); }");
        prompt.Save("p.cs", after);
        Assert.Equal("(4, 4, 4)", await prompt.Says($"(p[0].X, fs[0](), (({now})o).X)"));
        await prompt.Reopen();
        Assert.Equal("(4, 4, 4)", await prompt.Says($"(p[0].X, fs[0](), table[\"a\"][0].X)"));
    }

    [Fact]
    public async Task What_cannot_be_carried_is_refused_with_its_path_and_nothing_is_changed()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Day(string Rain);", "days = new List<Day> { new(\"1\"), new(\"2\") };");
        var refused = await prompt.Submit("record Day(int Rain);");
        var error = Assert.Single(refused.Errors);
        Assert.Equal("STET0102", error.Code);
        Assert.Contains("days[0]: Rain: it was of type string, and Rain is of type int now", error.Message, StringComparison.Ordinal);
        Assert.Contains("(2 values)", error.Message, StringComparison.Ordinal);
        Assert.Equal("\"2\"", await prompt.Says("days[1].Rain"));
        Assert.Contains("string Rain", prompt.Read("workspace.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_does_not_fit_is_named()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class P { public double X; }", "ps = new[] { new P { X = 1 }, new P { X = 2.5 } };");
        var refused = await prompt.Submit("class P { public int X; }");
        Assert.Contains("ps[1]: X: 2.5 does not fit the type int", Assert.Single(refused.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Force_sets_values_aside_as_plain_data_and_undo_brings_them_back()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Day(string Rain);", "days = new List<Day> { new(\"1\"), new(\"2\") };", "int f() => days.Count;");
        Assert.Equal("STET0102", await prompt.Says("record Day(int Rain);"));
        await prompt.Do("force");
        Assert.Equal("CS0103", await prompt.Says("days.Count"));
        Assert.Equal("STET0110", await prompt.Says("f()"));
        Assert.Equal("\"2\"", await prompt.Says("stranded()[0].Data[1].Get<string>(\"Rain\")"));
        await prompt.Reopen();
        Assert.Equal("1", await prompt.Says("stranded().Count"));
        await prompt.Do("record Day(int Rain) { static Day Migrate(Old old) => new(int.Parse(old.Get<string>(\"Rain\"))); }", "days = stranded()[0].Convert<List<Day>>();");
        Assert.Equal("2", await prompt.Says("days[1].Rain"));
        Assert.Equal("2", await prompt.Says("f()"));
    }

    [Fact]
    public async Task A_hook_decides_where_names_cannot()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "record Money(int Cents);", "record Order(Money Price, string What);", "orders = new List<Order> { new(new(250), \"tea\"), new(new(100), \"bun\") }; first = orders[0];",
            "record Money(decimal Amount) { static Money Migrate(Old old) => new(old.Get<int>(\"Cents\") / 100m); }");
        Assert.Equal("2.5", await prompt.Says("orders[0].Price.Amount"));
        Assert.Equal("true", await prompt.Says("ReferenceEquals(first, orders[0])"));
        await prompt.Do("record Money(decimal Amount) { public override string ToString() => $\"{Amount}\"; static Money Migrate(Old old) => new(old.Get<int>(\"Cents\") / 100m); }");
        Assert.Equal("1", await prompt.Says("orders[1].Price.Amount"));
    }

    [Fact]
    public async Task A_hook_sees_objects_that_were_migrated_before_it()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "class Node { public int N; public List<Node> Children = []; }", "tree = new Node { N = 1, Children = { new() { N = 2, Children = { new() { N = 3 } } } } };",
            "class Node { public int Sum; public List<Node> Children = []; static Node Migrate(Old old) => new() { Children = old.Get<List<Node>>(\"Children\"), "
            + "Sum = old.Get<int>(\"N\") + old.Get<List<Node>>(\"Children\").Sum(c => c.Sum) }; }");
        Assert.Equal("6", await prompt.Says("tree.Sum"));
        Assert.Equal("3", await prompt.Says("tree.Children[0].Children[0].Sum"));
    }

    [Fact]
    public async Task A_hook_that_rejects_a_value_names_it()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Age(int Years);", "ages = new List<Age> { new(3), new(-1) };");
        var refused = await prompt.Submit(
            "record Age(int Years) { public int Years { get; init; } = Years >= 0 ? Years : throw new ArgumentException($\"{Years} is no age\"); static Age Migrate(Old old) => new(old.Get<int>(\"Years\")); }");
        Assert.Contains("ages[1]: Migrate threw ArgumentException: -1 is no age", Assert.Single(refused.Errors).Message, StringComparison.Ordinal);
        Assert.Equal("-1", await prompt.Says("ages[1].Years"));
    }

    [Fact]
    public async Task One_type_becomes_two_by_a_hook()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "class Shape { public string Kind; public double Size; }", "shapes = new List<Shape> { new() { Kind = \"circle\", Size = 2 }, new() { Kind = \"square\", Size = 3 } };",
            "abstract class Shape { static Shape Migrate(Old old) => old.Get<string>(\"Kind\") == \"circle\" ? new Circle { R = old.Get<double>(\"Size\") } : new Square { A = old.Get<double>(\"Size\") }; } "
            + "class Circle : Shape { public double R; } class Square : Shape { public double A; }");
        Assert.Equal("2", await prompt.Says("((Circle)shapes[0]).R"));
        Assert.Equal("3", await prompt.Says("shapes.OfType<Square>().Single().A"));
    }

    [Theory]
    [InlineData("record V(double X, double Y) { public double Length { get; } = Norm(X, Y); }")]
    [InlineData("class V(double x, double y) { public double X { get; } = x; public double Y { get; } = y; public double Length { get; } = Norm(x, y); }")]
    [InlineData("record V(double X, double Y) { public double Length { get => field == 0 ? field = Norm(X, Y) : field; } }")]
    [InlineData("record V(double X, double Y) { [Derived] public double Length { get; set; } = Norm(X, Y); }")]
    [InlineData("record struct V(double X, double Y) { public double Length { get; } = Norm(X, Y); }")]
    public async Task Derived_members_follow_their_formula(string withLength)
    {
        await using var prompt = new Prompt();
        await prompt.Do("double Norm(double x, double y) => x + y;");
        await prompt.Do(withLength.Split('{')[0].Contains("class", StringComparison.Ordinal)
            ? "class V(double x, double y) { public double X { get; } = x; public double Y { get; } = y; }" : $"{withLength.Split(" {")[0]};");
        await prompt.Do("v = new List<V> { new(3, 4) };", withLength);
        Assert.Equal("7", await prompt.Says("v[0].Length"));
        await prompt.Do("double Norm(double x, double y) => Sqrt(x * x + y * y);");
        Assert.Equal("5", await prompt.Says("v[0].Length"));
        await prompt.Reopen();
        Assert.Equal("5", await prompt.Says("v[0].Length"));
    }

    [Fact]
    public async Task Sharing_and_cycles_survive()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "class N { public N Next; public int V; }", "a = new N { V = 1 }; a.Next = new N { V = 2, Next = a }; b = a.Next;", "class N { public int W = 9; public int V; public N Next; }");
        Assert.Equal("true", await prompt.Says("ReferenceEquals(a.Next, b) && ReferenceEquals(b.Next, a) && b.W == 9 && b.V == 2"));
    }

    [Theory]
    [InlineData("class N { public int W; public N Next; static N Migrate(Old old) => new() { W = old.Get<int>(\"V\") * 10, Next = old.Get<N>(\"Next\") }; }")]
    [InlineData("class N { public int W; [Formerly(\"Next\")] public N After; public N Next => After; static N Migrate(Old old) => new() { W = old.Get<int>(\"V\") * 10, After = old.Get<N>(\"Next\") }; }")]
    [InlineData("record N(int W) { public N Next { get; init; } static N Migrate(Old old) => new(old.Get<int>(\"V\") * 10) { Next = old.Get<N>(\"Next\") }; public override string ToString() => \"\"; public override int GetHashCode() => W; }")]
    public async Task A_circle_of_objects_that_a_hook_makes_is_closed(string after)
    {
        await using var prompt = new Prompt();
        await prompt.Do("class N { public N Next; public int V; }", "a = new N { V = 1 }; a.Next = new N { V = 2, Next = new N { V = 3, Next = a } }; alone = new N { V = 4 }; alone.Next = alone;", after);
        Assert.Equal("(10, 20, 30)", await prompt.Says("(a.W, a.Next.W, a.Next.Next.W)"));
        Assert.Equal("true", await prompt.Says("ReferenceEquals(a.Next.Next.Next, a) && ReferenceEquals(alone.Next, alone)"));
        await prompt.Reopen();
        Assert.Equal("true", await prompt.Says("ReferenceEquals(a.Next.Next.Next, a) && ReferenceEquals(alone.Next, alone)"));
    }

    [Fact]
    public async Task A_member_that_a_hook_sets_itself_in_a_circle_stays_as_it_is()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class N { public N Next; public int V; }", "a = new N { V = 1 }; a.Next = new N { V = 2, Next = a };",
            "class N { public int W; public N Next; static N Migrate(Old old) => new() { W = old.Get<int>(\"V\"), Next = old.Get<N>(\"Next\") ?? new N { W = 100 } }; }");
        Assert.Equal("(1, 2, 100)", await prompt.Says("(a.W, a.Next.W, a.Next.Next.W)"));
    }

    [Fact]
    public async Task Keys_that_become_equal_are_refused()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record K(int A, int B);", "d = new Dictionary<K, int> { [new(1, 1)] = 1, [new(1, 2)] = 2 };");
        var refused = await prompt.Submit("record K(int A);");
        Assert.Contains("d: two of its keys are equal now", Assert.Single(refused.Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class K : IComparable<K> { public int A; public int B; public override bool Equals(object? o) => o is K k && k.A == A && k.B == B; public override int GetHashCode() => B; public int CompareTo(K? o) => A - o!.A; }",
        "class K : IComparable<K> { public int A; public int B; public override bool Equals(object? o) => o is K k && k.B == B; public override int GetHashCode() => B; public int CompareTo(K? o) => A - o!.A; }", "new HashSet<K>")]
    [InlineData("record K : IComparable<K> { public int A; public int B; public int CompareTo(K? o) => A - o!.A; }",
        "record K : IComparable<K> { public int A; public int B; public virtual bool Equals(K? o) => o is not null && o.B == B; public override int GetHashCode() => B; public int CompareTo(K? o) => A - o!.A; }", "new HashSet<object>")]
    [InlineData("class K : IComparable<K> { public int A; public int B; public int CompareTo(K? o) => A - o!.A; }", "class K : IComparable<K> { public int A; public int B; public int CompareTo(K? o) => B - o!.B; }", "new SortedSet<K>")]
    public async Task Keys_that_become_equal_by_another_body_are_refused(string before, string after, string set)
    {
        await using var prompt = new Prompt();
        await prompt.Do(before, $"d = {set} {{ new K {{ A = 1, B = 2 }}, new K {{ A = 2, B = 2 }} }};");
        var refused = await prompt.Submit(after);
        Assert.Contains("d: two of its keys are equal now", Assert.Single(refused.Errors).Message, StringComparison.Ordinal);
        Assert.Equal("2", await prompt.Says("d.Count"));
        await prompt.Do("d.Remove(d.First());", after);
        Assert.Equal("1", await prompt.Says("d.Count"));
    }

    [Fact]
    public async Task A_delegate_to_a_function_that_no_longer_fits_is_named()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f(int x) => x + 1;", "table = new Dictionary<string, Func<int, int>> { [\"f\"] = f };", "int f(int x) => x + 2;");
        Assert.Equal("5", await prompt.Says("table[\"f\"](3)"));
    }

    [Fact]
    public async Task Dropping_a_type_with_values_is_refused_and_forced()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int X);", "p = new P(4)", "q = 1", "int f(P p) => p.X;");
        var refused = await prompt.Submit("drop P");
        Assert.Equal("STET0406", refused.Errors[0].Code);
        await prompt.Do("force");
        Assert.Equal("CS0103", await prompt.Says("p"));
        Assert.Equal("4", await prompt.Says("stranded()[0].Data.Get<int>(\"X\")"));
        await prompt.Do("undo");
        Assert.Equal("4", await prompt.Says("f(p)"));
    }

    [Fact]
    public async Task Types_that_no_longer_refer_to_each_other_are_found_where_they_are_now()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class A { public C C; } class B { public A A; } class C { public B B; public int N = 4; }", "c = new C { B = new B() }; f = Twice; int Twice(C c) => c.N * 2;", "class B { public int X = 1; }");
        Assert.Equal("(4, 1, 8)", await prompt.Says("(c.N, c.B.X, f(c))"));
        await prompt.Do("class A { public C C; public int Sum() => Twice(C); } int Twice(C c) => new A { C = c }.C.N * 3;");
        await prompt.Reopen();
        Assert.Equal("(4, 12)", await prompt.Says("(c.N, f(c))"));
        await prompt.Do("class A { public C C; }");
        Assert.Equal("(4, 12)", await prompt.Says("(c.N, f(c))"));
    }

    [Fact]
    public async Task Values_that_are_still_being_kept_follow_too()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int X);", "List<object> many(int n) { var all = new List<object>(); for (var i = 0; i < n; i++) { all.Add(new P(i)); } return all; }");
        prompt.KeepSlowly(() => TimeSpan.FromMilliseconds(300));
        Assert.False((await prompt.Submit("ps = many(1000);")).Kept, "It was kept too soon for this test to mean something.");
        await prompt.Do("record P(int Y) { static P Migrate(Old old) => new(old.Get<int>(\"X\") + 1); }");
        Assert.Equal("1000", await prompt.Says("((P)ps[^1]).Y"));
    }
}
