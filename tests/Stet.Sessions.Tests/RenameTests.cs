namespace Stet.Sessions.Tests;

/// <summary><c>rename</c> on a whole workspace: files, values, variables, lambdas in values, and the way back.</summary>
public class RenameTests
{
    [Fact]
    public async Task Undo_of_a_renaming_brings_static_fields_back_under_the_old_name()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class S { public static int N = 1; public static object? O; } class P { public int X; }", "p = new P { X = 3 }; S.N = 5; S.O = p;", "rename S T", "undo");
        Assert.Equal("(5, true)", await prompt.Says("(S.N, ReferenceEquals(S.O, p))"));
        await prompt.Do("redo");
        Assert.Equal("(5, true)", await prompt.Says("(T.N, ReferenceEquals(T.O, p))"));
        await prompt.Do("undo");
        await prompt.Reopen();
        Assert.Equal("(5, true)", await prompt.Says("(S.N, ReferenceEquals(S.O, p))"));
    }

    [Theory]
    [InlineData("rename all every")]
    [InlineData("rename N M")]
    public async Task What_shares_objects_still_does_where_a_renaming_only_concerns_how_one_of_them_was_made(string rename)
    {
        await using var prompt = new Prompt();
        await prompt.Do("class R { public int S; } int N() => 33;", "all = new List<object>(); list = new List<R> { new R { S = 47 } }; object one = list[0];", "list.Add(new R { S = N() + all.Count });", rename);
        await prompt.Reopen();
        Assert.Equal("true", await prompt.Says("ReferenceEquals(list[0], one)"));
        await prompt.Do("undo", "redo");
        Assert.Equal("true", await prompt.Says("ReferenceEquals(list[0], one)"));
    }

    [Fact]
    public async Task A_type_takes_its_values_along()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "record Vec(double X, double Y = 2); enum Color { Red, Green } record Box<T>(T Item, Color C); class Node { public Node? Next; public Vec V = new(0); }",
            "v = new Vec(1); all = new List<object> { v, new Box<Vec>(v, Color.Green), new Node { V = v } }; byKey = new Dictionary<Vec, Vec[]> { [v] = [v] }; f = (Vec u) => u.X + v.X; g = (object o) => ((Vec)o).Y;",
            "rename Vec Vector3",
            "rename Box Crate",
            "rename Color.Green Lime",
            "rename Node.V Value");
        Assert.Equal("(2, 2, true, true, Lime)", await prompt.Says("(f(v), g(v), ReferenceEquals(v, ((Node)all[2]).Value), byKey[v][0] == ((Crate<Vector3>)all[1]).Item, ((Crate<Vector3>)all[1]).C)"));
        Assert.StartsWith("record Vector3(double X, double Y = 2);", prompt.Read("workspace.cs"), StringComparison.Ordinal);
        await prompt.Reopen();
        Assert.Equal("(2, 2, true, true, Lime)", await prompt.Says("(f(v), g(v), ReferenceEquals(v, ((Node)all[2]).Value), byKey[v][0] == ((Crate<Vector3>)all[1]).Item, ((Crate<Vector3>)all[1]).C)"));
    }

    [Fact]
    public async Task Delegates_and_closures_of_renamed_functions_go_on()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "record Day(int N) { public Func<int> Adder(int by) => () => N + by; public int Plus(Day d) => N + d.N; } int Twice(int n) => 2 * n; Func<int> Counter(int start) { int step() => start++; return step; } IEnumerable<int> Up(int from) { while (true) yield return from++; } T Same<T>(T t) => t;",
            "d = new Day(1); table = new Dictionary<string, Func<int, int>> { [\"twice\"] = Twice, [\"same\"] = Same<int> }; add = d.Adder(2); plus = (Func<Day, int>)d.Plus; count = Counter(5); up = Up(3).GetEnumerator(); up.MoveNext();",
            "rename Twice Double", "rename Day.Adder Adding", "rename Day.Adding.by amount", "rename Counter.start first", "rename Counter Counting", "rename Up.from start", "rename Up Upwards", "rename Day.Plus Added", "rename Day Date", "rename Date.N Number", "rename Same.T U");
        Assert.Equal("(8, 3, 2, 5, 6, 4)", await prompt.Says("(table[\"twice\"](table[\"same\"](4)), add(), plus(d), count(), count(), up.MoveNext() ? up.Current : 0)"));
        await prompt.Reopen();
        Assert.Equal("(8, 3, 2, 7)", await prompt.Says("(table[\"twice\"](table[\"same\"](4)), add(), plus(d), count())"));
    }

    [Fact]
    public async Task A_variable_keeps_its_value_its_sharing_and_its_versions()
    {
        await using var prompt = new Prompt();
        await prompt.Do("a = new List<int> { 1 }; b = a; k = 7; add = (int v) => v + k; int Size() => a.Count + k;", "a.Add(2);", "rename a items", "rename k offset", "items.Add(3);");
        Assert.Equal("(3, 10, 12, true)", await prompt.Says("(b.Count, Size(), add(5), ReferenceEquals(items, b))"));
        await prompt.Reopen();
        Assert.Equal("(2, 1)", await prompt.Says("(((List<int>)at(2)[\"items\"]!).Count, ((List<int>)at(1)[\"a\"]!).Count)"));
        await prompt.Do("rename b twin", "rename add plus", "rename offset k2");
        Assert.Equal("(3, 10, 12, true)", await prompt.Says("(twin.Count, Size(), plus(5), ReferenceEquals(items, twin))"));
        await prompt.Do("k2 = 8;");
        Assert.Equal("(11, 13)", await prompt.Says("(Size(), plus(5))"));
        await prompt.Reopen();
        Assert.Equal("(11, 13, true)", await prompt.Says("(Size(), plus(5), ReferenceEquals(items, twin))"));
    }

    [Fact]
    public async Task Undo_takes_it_back_whole()
    {
        await using var prompt = new Prompt();
        prompt.Save("geo.cs", "// Vec is the vector.\nnamespace Geo\n{\n    class Vec { public int N; }\n}\n\nGeo.Vec Make(int n) => new Geo.Vec { N = n }; // a Geo.Vec\nint k2() => k + all.Count;\n");
        await prompt.Do("int k; var all = new List<int>();");
        var before = prompt.Read("geo.cs");
        await prompt.Do("v = Make(3); f = () => v.N + k;", "rename Geo.Vec Point", "rename k shift", "shift = 2;");
        var after = prompt.Read("geo.cs");
        Assert.Equal("(5, 2)", await prompt.Says("(f(), k2())"));
        await prompt.Do("undo", "undo", "undo");
        Assert.Equal(before, prompt.Read("geo.cs"));
        Assert.Equal("(3, 0, \"Vec\", 0)", await prompt.Says("(f(), k2(), v.GetType().Name, k)"));
        await prompt.Do("redo", "redo", "redo");
        Assert.Equal(after, prompt.Read("geo.cs"));
        Assert.Equal("(5, 2, \"Point\", 2)", await prompt.Says("(f(), k2(), v.GetType().Name, shift)"));
        await prompt.Reopen();
        await prompt.Do("undo", "undo");
        Assert.Equal("(3, 0, \"Point\", 0)", await prompt.Says("(f(), k2(), v.GetType().Name, k)"));
    }

    [Fact]
    public async Task Nothing_is_changed_where_it_is_refused()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Vec(int Len); int y = 1; int f(int x) => x + y; v = new Vec(2);");
        var before = prompt.Read("workspace.cs");
        Assert.Equal("STET0431", await prompt.Says("rename f.x y"));
        Assert.Equal("STET0430", await prompt.Says("rename Vec y"));
        Assert.Equal("STET0430", await prompt.Says("rename Vec undo"));
        Assert.Equal("STET0430", await prompt.Says("rename Vec who"));
        Assert.Equal("STET0430", await prompt.Says("rename Vec class"));
        Assert.Equal("STET0430", await prompt.Says("rename None Other"));
        Assert.Equal("STET0430", await prompt.Says("rename Vec.Equals Same"));
        Assert.Equal("STET0401", await prompt.Says("rename(\"Vec\")"));
        Assert.Equal(before, prompt.Read("workspace.cs"));
        Assert.Equal("(3, 2)", await prompt.Says("(f(2), v.Len)"));
    }

    [Fact]
    public async Task Earlier_and_stranded_values_are_read_under_the_names_of_today()
    {
        await using var prompt = new Prompt();
        await prompt.Do("enum Color { Red, Green } record Day(int N, Color C);", "d = new Day(1, Color.Green);", "d = new Day(2, Color.Red);", "rename Day Date", "rename Date.N Number", "rename Color Hue", "rename Hue.Green Lime");
        Assert.Equal("\"Date { Number = 1, C = Lime }\"", await prompt.Says("$\"{at(2)[\"d\"]}\""));
    }

    [Fact]
    public async Task A_value_that_is_only_in_the_store_is_not_read()
    {
        await using var prompt = new Prompt();
        await prompt.Do("big = new byte[5_000_000]; other = new List<object> { big }; alone = 3;");
        await prompt.Reopen();
        await prompt.Do("rename big huge", "rename alone single");
        await prompt.Reopen();
        Assert.Equal("(5000000, true, 3)", await prompt.Says("(huge.Length, ReferenceEquals(huge, other[0]), single)"));
        Assert.Equal("(5000000, 3)", await prompt.Says("(((byte[])at(1)[\"huge\"]!).Length, at(1)[\"single\"])"));
    }

    [Fact]
    public async Task Migrate_is_not_asked()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class Day { public int N; }", "d = new Day { N = 1 };", "class Day { public int N; public static Day Migrate(Old old) => new() { N = 10 * old.Get<int>(\"N\") }; }");
        Assert.Equal("10", await prompt.Says("d.N"));
        await prompt.Do("rename Day Date", "rename Date.N Number");
        Assert.Equal("10", await prompt.Says("d.Number"));
    }

    [Fact]
    public async Task Static_fields_keep_their_values()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "class Counter { public static int N = 1; public static readonly List<Counter> All = new List<Counter>(); }",
            "Counter.N = 5; Counter.All.Add(new Counter());",
            "rename Counter.N Count", "rename Counter Meter");
        Assert.Equal("(5, 1)", await prompt.Says("(Meter.Count, Meter.All.Count)"));
        await prompt.Reopen();
        Assert.Equal("(5, 1)", await prompt.Says("(Meter.Count, Meter.All.Count)"));
    }

    [Fact]
    public async Task What_history_recalls_has_the_names_of_today()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "record Vec(int Len); record Other(int Len); int Twice(Vec v) => 2 * v.Len;", "v = new Vec(2); other = new Other(3);", "Twice(v) + v.Len + other.Len", "Func<int, int> Vec() { int Len = 1; return x => x + Len; }".Replace("Vec()", "f()"),
            "rename Vec Vector", "rename Vector.Len Length", "rename Twice Double", "rename v first", "rename Double.v vector");
        var recalled = prompt.Session.History(new(Limit: 20)).ToDictionary(e => e.Number.Value, e => e.Code);
        Assert.Equal("record Vector(int Length); record Other(int Len); int Double(Vector vector) => 2 * vector.Length;", recalled[1]);
        Assert.Equal("first = new Vector(2); other = new Other(3);", recalled[2]);
        Assert.Equal("Double(first) + first.Length + other.Len", recalled[3]);
        Assert.Equal("Func<int, int> f() { int Len = 1; return x => x + Len; }", recalled[4]);
        Assert.Equal("(\"Twice(v) + v.Len + other.Len\", \"Double(first) + first.Length + other.Len\")", await prompt.Says("history().Where(h => h.Number.Value == 3).Select(h => (h.Code, h.Recalled())).First()"));
        await prompt.Do("undo");
        Assert.Equal("record Vector(int Length); record Other(int Len); int Double(Vector v) => 2 * v.Length;", prompt.Session.History(new(Limit: 20)).First(e => e.Number.Value == 1).Code);
    }

    [Fact]
    public async Task Formulas_follow_and_have_names_too()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Vec(int Len); n = 2; v = new Vec(3);", "double half => v.Len / 2.0;", "next => new Vec(v.Len + n);", "total => next.Len * half;");
        Assert.Equal("7.5", await prompt.Says("total"));
        await prompt.Do("rename Vec Vector", "rename Vector.Len Length", "rename half part", "rename next following", "rename n step");
        Assert.Equal("(7.5, 5)", await prompt.Says("(total, following.Length)"));
        await prompt.Do("step = 3;");
        Assert.Equal("(9, 1.5)", await prompt.Says("(total, part)"));
    }
}
