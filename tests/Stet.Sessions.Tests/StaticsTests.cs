namespace Stet.Sessions.Tests;

/// <summary>Static fields of workspace types are values too.</summary>
public class StaticsTests
{
    [Theory]
    [InlineData("static class C { public static int N; }", "C.N = 4;", "C.N", "4")]
    [InlineData("static class C { public static int N = 3; }", "C.N++;", "C.N", "4")]
    [InlineData("class C { public static List<int> All = []; }", "C.All.Add(4);", "C.All[0]", "4")]
    [InlineData("class C { public static readonly List<int> All = new(); }", "C.All.Add(4);", "C.All[0]", "4")]
    [InlineData("class C { public static int N { get; set; } = 3; }", "C.N++;", "C.N", "4")]
    [InlineData("class C { public static List<int> All { get; } = []; }", "C.All.Add(4);", "C.All[0]", "4")]
    [InlineData("class C { private static int n; public static int Next() => ++n; }", "C.Next(); C.Next(); C.Next();", "C.Next()", "4")]
    [InlineData("record C(int X) { public static int Made; public static C Of(int x) { Made++; return new(x); } }", "_ = C.Of(1);", "C.Made", "1")]
    [InlineData("struct C { public static (int A, string B) Pair = (1, \"x\"); }", "C.Pair.A = 4;", "C.Pair", "(4, \"x\")")]
    [InlineData("class C<T> { public static List<T> All = []; }", "C<int>.All.Add(4); C<string>.All.Add(\"s\");", "(C<int>.All[0], C<string>.All[0], C<long>.All.Count)", "(4, \"s\", 0)")]
    [InlineData("class C { public class D { public static int N; } }", "C.D.N = 4;", "C.D.N", "4")]
    [InlineData("class C { public static int N, M = 2; static C() { N = 3; } }", "C.N++;", "(C.N, C.M)", "(4, 2)")]
    [InlineData("class C { public static readonly int N; static C() => N = 3; public static int M; }", "C.M = 4;", "(C.N, C.M)", "(3, 4)")]
    [InlineData("class C { public static event Action E; public static int N; public static void Go() => E?.Invoke(); public static void Hear() => E += Up; static void Up() => N++; }", "C.Hear(); C.Go();", "C.N", "1")]
    [InlineData("class C { public static int[] A = { 1, 2 }; }", "C.A[0] = 4;", "C.A[0]", "4")]
    [InlineData("class C { static int n; public static int N { get => n; set => n = value; } }", "C.N = 4;", "C.N", "4")]
    [InlineData("class C { public static int N { get => field; set => field = value; } }", "C.N = 4;", "C.N", "4")]
    [InlineData("interface I { static int N = 3; }", "I.N++;", "I.N", "4")]
    [InlineData("namespace Geo { public static class C { public static int N; } }", "Geo.C.N = 4;", "Geo.C.N", "4")]
    [InlineData("class C { public static byte N = 3; public static long M = 1; public static decimal? D; public static Func<int, int> F = x => x + 1; }", "C.N++; C.D = 1.5m;", "(C.N, C.M, C.D, C.F(1))", "(4, 1, 1.5, 2)")]
    public async Task They_are_kept(string type, string change, string look, string shown)
    {
        await using var prompt = new Prompt();
        if (type.StartsWith("namespace", StringComparison.Ordinal))
        {
            prompt.Save("c.cs", type);
        }
        else
        {
            await prompt.Do(type);
        }

        await prompt.Do(change);
        await prompt.Reopen();
        Assert.Equal(shown, await prompt.Says(look));
    }

    [Fact]
    public async Task Initialisers_run_once_and_not_again()
    {
        await using var prompt = new Prompt();
        await prompt.Do("ran = new List<string>();", "int note(string s) { ran.Add(s); return 1; }", "class C { public static int N = note(\"N\"); public static int M; static C() { note(\"C\"); } public static void Use() { } }");
        await prompt.Do("C.N = 5;");
        await prompt.Reopen();
        Assert.Equal("(5, \"N C\")", await prompt.Says("(C.N, string.Join(' ', ran))"));
    }

    [Fact]
    public async Task They_share_objects_with_variables()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class P { public int X; public static List<P> All = []; public P() { All.Add(this); } }", "p = new P { X = 3 };");
        await prompt.Reopen();
        Assert.Equal("true", await prompt.Says("ReferenceEquals(p, P.All[0])"));
        await prompt.Do("p.X = 4;");
        await prompt.Reopen();
        Assert.Equal("4", await prompt.Says("P.All[0].X"));
        await prompt.Do("class P { public int X; public int Y = 7; public static List<P> All = []; public P() { All.Add(this); } }");
        Assert.Equal("(true, 4, 7)", await prompt.Says("(ReferenceEquals(p, P.All[0]), p.X, P.All[0].Y)"));
        await prompt.Do("P.All[0].X = 5;");
        await prompt.Reopen();
        Assert.Equal("(1, 5)", await prompt.Says("(P.All.Count, p.X)"));
    }

    [Theory]
    [InlineData("class C { public static int N = 3; }", "C.N = 4;", "class C { public static int N = 3; public int X; }", "C.N", "4")]
    [InlineData("class C { public static int N = 3; }", "C.N = 4;", "class C { public static int N = 3; public static int Twice() => 2 * N; }", "C.Twice()", "8")]
    [InlineData("class C { public static int N = 3; }", "C.N = 4;", "class C { public static long N = 3; }", "C.N", "4")]
    [InlineData("class C { public static int N = 3; }", "C.N = 4;", "class C { public static int N { get; set; } }", "C.N", "4")]
    [InlineData("class C { public static int N = 3; }", "C.N = 4;", "class C { [Formerly(\"N\")] public static int Count = 3; }", "C.Count", "4")]
    [InlineData("class C { public static int N = 3; }", "C.N = 4;", "class C { public static int N = 3; public static int M = 5; }", "(C.N, C.M)", "(4, 5)")]
    [InlineData("class C { public static int N = 3; public static int M = 1; }", "C.N = 4;", "class C { public static int N = 3; }", "C.N", "4")]
    [InlineData("class C { public static int N = 3; }", "C.N = 4;", "[Formerly(\"C\")] class D { public static int N = 3; }", "D.N", "4")]
    [InlineData("class C { public static readonly int N = 3; public static int M; }", "C.M = C.N;", "class C { public static readonly int N = 5; public static int M; }", "(C.N, C.M)", "(5, 3)")]
    [InlineData("class C { public static readonly List<int> All = []; }", "C.All.Add(1);", "class C { public static readonly List<int> All = []; public int X; }", "C.All.Count", "1")]
    [InlineData("class C { public static readonly List<int> All = []; }", "C.All.Add(1);", "class C { public static readonly List<int> All = [7, 8]; }", "C.All.Count", "2")]
    [InlineData("enum E { A, B } class C { public static E V; }", "C.V = E.B;", "enum E { B, A } class C { public static E V; }", "C.V", "B")]
    [InlineData("record P(int X); class C { public static P V = new(1); }", "C.V = new(4);", "record P(int X, int Y = 2);", "C.V", "P { X = 4, Y = 2 }")]
    [InlineData("record P(int X); class C<T> { public static T V; }", "C<P>.V = new(4);", "record P(int X, int Y = 2);", "C<P>.V", "P { X = 4, Y = 2 }")]
    [InlineData("class C { public static int N = 3; static C() { N = 9; } }", "C.N = 4;", "class C { public static int N = 3; public static int M; static C() { N = 9; M = 8; } }", "(C.N, C.M)", "(4, 8)")]
    public async Task They_follow_their_type(string before, string change, string after, string look, string shown)
    {
        await using var prompt = new Prompt();
        await prompt.Do(before, change, after, look);
        Assert.Equal(shown, await prompt.Says(look));
        await prompt.Reopen();
        Assert.Equal(shown, await prompt.Says(look));
    }

    [Fact]
    public async Task A_type_that_becomes_what_it_was_has_the_values_of_now()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class C { public static int N = 3; public static int Look() => N; }", "C.N = 4;", "hold = new C();");
        await prompt.Do("class C { public static int N = 3; public static int Look() => N + 0; }", "C.N = 5;");
        await prompt.Do("class C { public static int N = 3; public static int Look() => N; }");
        Assert.Equal("(5, 5)", await prompt.Says("(C.N, C.Look())"));
    }

    [Fact]
    public async Task Undo_and_redo_bring_them_back()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class C { public static int N = 3; public static readonly List<int> All = []; }", "hold = new C();", "C.N = 4; C.All.Add(1);", "C.N = 5; C.All.Add(2);", "undo");
        Assert.Equal("(4, 1)", await prompt.Says("(C.N, C.All.Count)"));
        await prompt.Do("redo");
        Assert.Equal("(5, 2)", await prompt.Says("(C.N, C.All.Count)"));
        await prompt.Do("undo", "undo");
        Assert.Equal("(3, 0)", await prompt.Says("(C.N, C.All.Count)"));
    }

    [Fact]
    public async Task Undo_of_a_redefinition_brings_back_what_was_carried()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class C { public static int N = 3; }", "C.N = 4;", "class C { public static int N = 3; public static int M = 1; }", "C.N = 5;", "undo", "undo");
        Assert.Equal("4", await prompt.Says("C.N"));
        await prompt.Reopen();
        Assert.Equal("4", await prompt.Says("C.N"));
    }

    [Fact]
    public async Task What_cannot_be_carried_is_refused_with_its_place()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class C { public static string S = \"x\"; }", "C.S = \"y\";");
        var refused = await prompt.Submit("class C { public static int S; }");
        Assert.Contains("static C: S: it was of type string, and S is of type int now", Assert.Single(refused.Errors).Message, StringComparison.Ordinal);
        Assert.Equal("\"y\"", await prompt.Says("C.S"));
        await prompt.Do("force");
        Assert.Equal("0", await prompt.Says("C.S"));
        Assert.Contains("static C", await prompt.Says("stranded"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_is_dropped_together_with_what_its_static_fields_hold()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class S { public static object? O; } class A { public int N; }", "all = new List<A> { new() { N = 4 } };", "S.O = all[0];", "calls = new List<Func<int>>();", "{ var o = all[0]; calls.Add(() => o.N); }", "drop S A all calls");
        Assert.Equal("0", await prompt.Says("who().Count + defs().Count"));
        await prompt.Do("undo");
        Assert.Equal("(4, true)", await prompt.Says("(all[0].N, ReferenceEquals(S.O, all[0]))"));
        await prompt.Do("redo", "undo");
        await prompt.Reopen();
        Assert.Equal("(4, true)", await prompt.Says("(all[0].N, ReferenceEquals(S.O, all[0]))"));
    }

    [Fact]
    public async Task A_type_that_is_dropped_takes_them_with_it_and_begins_anew_when_it_is_defined_again()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class C { public static int N = 3; }", "C.N = 4;", "drop C", "class C { public static int N = 3; }");
        Assert.Equal("3", await prompt.Says("C.N"));
        await prompt.Do("undo", "undo", "undo");
        Assert.Equal("4", await prompt.Says("C.N"));
    }

    [Fact]
    public async Task A_live_one_is_made_again_by_its_initialiser()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class C { public static int Made; public static readonly System.Net.Http.HttpClient Http = new(); public static bool Is => Http is not null; }", "C.Made = C.Is ? 1 : 0;");
        await prompt.Reopen();
        Assert.Equal("(1, true)", await prompt.Says("(C.Made, C.Is)"));
    }

    [Fact]
    public async Task They_are_no_variables_to_who()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class C { public static int N = 3; }", "C.N = 4; x = 1;");
        Assert.Equal("\"x\"", await prompt.Says("string.Join(' ', who().Select(v => v.Name))"));
        Assert.Equal("\"x\"", await prompt.Says("string.Join(' ', at(2).Names)"));
    }

    [Fact]
    public async Task What_a_background_task_changes_is_kept()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class C { public static int N; }", "go = true", "t = Task.Run(() => { while (go) { Thread.Sleep(5); } C.N = 4; });", "go = false; t.Wait();", "1 + 1");
        await prompt.Reopen();
        Assert.Equal("4", await prompt.Says("C.N"));
    }

    [Fact]
    public async Task Derived_ones_follow_the_functions_they_come_from()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int scale() => 2;", "class C { public static readonly int Factor = scale(); public static int N; }", "C.N = C.Factor;", "int scale() => 3;");
        Assert.Equal("(3, 2)", await prompt.Says("(C.Factor, C.N)"));
    }

    [Fact]
    public async Task A_submission_that_reaches_none_captures_none()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class C { public static List<int> All = []; }", "C.All.Add(1); x = 1;", "int f(int n) => n + x;");
        var before = (await prompt.Submit("1 + 1")).Number;
        await prompt.Do("x = f(2);");
        Assert.Equal("0", await prompt.Says($"log().Count(v => v.Number.Value > {before} && v.Changes.Contains(\"static\"))"));
    }

    [Fact]
    public async Task Old_worlds_do_not_pile_up()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class C<T> { public static T V; public static List<T> All = []; }", "record P(int X);", "C<P>.V = new(4); C<P>.All.Add(C<P>.V);");
        for (var i = 0; i < 6; i++)
        {
            await prompt.Do($"record P(int X, int Y{i} = 2);", "C<P>.All.Add(new(5));");
        }

        Assert.Equal("true", await prompt.Says("worlds().Count <= 2"));
        Assert.Equal("(7, 4)", await prompt.Says("(C<P>.All.Count, C<P>.V.X)"));
    }

    [Fact]
    public async Task They_are_found_where_the_type_is_compiled_together_with_others()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class Z { public static int N; }", "Z.N = 4;", "class A { public static Z Z; } class Z { public static int N; public static A A; }");
        Assert.Equal("4", await prompt.Says("Z.N"));
    }
}
