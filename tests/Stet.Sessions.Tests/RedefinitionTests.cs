namespace Stet.Sessions.Tests;

public class RedefinitionTests
{
    [Fact]
    public async Task A_using_of_the_workspace_may_give_its_types_other_names_and_open_their_static_members()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Vec(int X); static class Util { public static int Twice(int x) => 2 * x; }", "using V = Vec;", "using static Util;", "int g(V v) => v.X;", "double half(double x) => x / 2;");
        Assert.Equal("(3, 4, 10, 2.5)", await prompt.Says("(new V(3).X, g(new(4)), Twice(5), half(5))"));
        await prompt.Do("v = new V(5)", "record Vec(int X, int Y = 1);");
        Assert.Equal("(5, 1)", await prompt.Says("(g(v), v.Y)"));
        prompt.Save("workspace.cs", prompt.Read("workspace.cs").Replace("using V = Vec;", "using V = Wide;") + "record Wide(int X, int Z = 6);\n");
        Assert.Equal("(7, 6)", await prompt.Says("(g(new V(7)), new V(7).Z)"));
        await prompt.Reopen();
        Assert.Equal("(8, 6, 2)", await prompt.Says("(g(new V(8)), new V(8).Z, 1 + 1)"));
    }

    [Fact]
    public async Task A_using_that_names_nothing_concerns_only_who_mentions_it()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Vec(int X);", "using V = Vec;", "drop Vec");
        Assert.Equal("2", await prompt.Says("1 + 1"));
        Assert.Equal("CS0246", await prompt.Says("new V(3)"));
        await prompt.Do("record Vec(int X, int Y = 2);");
        Assert.Equal("2", await prompt.Says("new V(3).Y"));
    }

    [Fact]
    public async Task A_definition_may_be_called_as_a_submission_is_numbered()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int In2(int x) => x + 1;");
        Assert.Equal("4", await prompt.Says("In2(3)"));
        await prompt.Do("k = 5; f = (int x) => x + k + In2(0);", "int In3(int x) => x * 2;", "record In6(int X);");
        Assert.Equal("(14, 7)", await prompt.Says("(f(In3(4)), new In6(7).X)"));
        await prompt.Do("int In2(int x) => x + 100;");
        await prompt.Reopen();
        Assert.Equal("(113, 8)", await prompt.Says("(f(8), In3(4))"));
    }

    [Fact]
    public async Task A_changed_function_moves_every_caller()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1;", "int g() => f() + 1;");
        Assert.Equal("2", await prompt.Says("g()"));
        await prompt.Do("int f() => 10;");
        Assert.Equal("11", await prompt.Says("g()"));
    }

    /// <summary>The function is compiled against the base type alone, and stays loaded.</summary>
    [Fact]
    public async Task A_changed_override_is_called_by_functions_over_values_of_the_base_type()
    {
        await using var prompt = new Prompt();
        await prompt.Do("abstract record Shape { public abstract double Area { get; } }", "interface INamed { string Name { get; } }", "record Circle(double R) : Shape, INamed { public override double Area => 3 * R; public string Name => \"a\"; }",
            "shapes = new List<Shape> { new Circle(1) };", "INamed one = new Circle(2);", "map = new Dictionary<Shape, int> { [shapes[0]] = 5 };", "double total() => shapes.Sum(s => s.Area);", "string name() => one.Name;",
            "int found() => map[shapes[0]];", "Func<double> lambda = () => shapes[0].Area;");
        Assert.Equal("(3, \"a\", 5, 3)", await prompt.Says("(total(), name(), found(), lambda())"));
        await prompt.Do("record Circle(double R) : Shape, INamed { public override double Area => 4 * R; public string Name => \"b\"; }");
        Assert.Equal("4", await prompt.Says("total()"));
        Assert.Equal("(4, \"b\", 5, 4)", await prompt.Says("(total(), name(), found(), lambda())"));
        Assert.Equal("true", await prompt.Says("ReferenceEquals(map.Keys.Single(), shapes[0])"));
        await prompt.Do("undo");
        Assert.Equal("(3, \"a\", 5, 3)", await prompt.Says("(total(), name(), found(), lambda())"));
    }

    [Fact]
    public async Task A_member_may_have_the_name_of_its_type()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Age(int Years) { public static Age None => new(0); }", "record Person(string Name, Age Age) { public bool IsNew => Age == Age.None; }");
        Assert.Equal("true", await prompt.Says("new Person(\"Ann\", new Age(0)).IsNew"));
        await prompt.Do("record Age(int Years) { public static Age None => new(1); }");
        Assert.Equal("false", await prompt.Says("new Person(\"Ann\", new Age(0)).IsNew"));
    }

    [Fact]
    public async Task Names_may_differ_in_case_only()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "record Point(double X);", "double point(Point p) => p.X * 2;", "double POINT(Point p) => point(p) + 1;",
            "p = new Point(3);", "f = (Point q) => POINT(q) + point(q)");
        Assert.Equal("13", await prompt.Says("f(p)"));
        await prompt.Do("double point(Point p) => p.X * 10;", "record Point(double X, double Y = 4);");
        await prompt.Reopen();
        Assert.Equal("65", await prompt.Says("f(p) + p.Y"));
    }

    [Fact]
    public async Task What_would_break_dependents_is_refused_and_changes_nothing()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1;", "int g() => f() + 1;");
        var refused = await prompt.Submit("int f(int n) => n;");
        var error = Assert.Single(refused.Errors);
        Assert.Equal(("STET0100", "workspace.cs", 3, 12), (error.Code, error.Source, error.Line, error.Column));
        Assert.Equal("2", await prompt.Says("g()"));
    }

    [Fact]
    public async Task Force_breaks_until_healed()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1;", "int g() => f() + 1;");
        Assert.Equal("STET0100", await prompt.Says("int f(int n) => n;"));
        await prompt.Do("force");
        Assert.Equal("STET0110", await prompt.Says("g()"));
        Assert.Equal("3", await prompt.Says("f(3)"));
        await prompt.Do("int g() => f(1) + 1;");
        Assert.Equal("2", await prompt.Says("g()"));
    }

    [Fact]
    public async Task Typing_an_overload_replaces_all_overloads()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f(int a) => a; int f(int a, int b) => a + b;", "int f(int a) => 10 * a;");
        Assert.Equal("20", await prompt.Says("f(2)"));
        Assert.Equal("CS1501", await prompt.Says("f(1, 2)"));
    }

    [Fact]
    public async Task A_variable_does_not_take_the_name_of_a_definition()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Pt(int X);", "int f() => 1;");
        Assert.Equal("STET0101", await prompt.Says("Pt = 5"));
        Assert.Equal("STET0101", await prompt.Says("var f = 5;"));
        Assert.Equal("1", await prompt.Says("f()"));
    }

    [Fact]
    public async Task A_definition_does_not_take_the_name_of_a_variable()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 1");
        Assert.Equal("STET0101", await prompt.Says("int x() => 2;"));
        Assert.Equal("1", await prompt.Says("x"));
    }

    [Fact]
    public async Task Values_follow_the_changed_methods_of_their_type()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Pt(int X) { public int Twice() => X * 2; }", "p = new Pt(3)");
        Assert.Equal("6", await prompt.Says("p.Twice()"));
        await prompt.Do("record Pt(int X) { public int Twice() => X * 20; }");
        Assert.Equal("60", await prompt.Says("p.Twice()"));
    }

    [Fact]
    public async Task Objects_behind_a_base_type_follow_too()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class P { public override string ToString() => \"old\"; }", "object o = new P();", "string f() => o.ToString();");
        Assert.Equal("\"old\"", await prompt.Says("f()"));
        await prompt.Do("class P { public override string ToString() => \"new\"; }");
        Assert.Equal("\"new\"", await prompt.Says("f()"));
    }

    [Fact]
    public async Task Functions_follow_a_variable_of_another_type()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 3", "string f() => $\"{x}!\";");
        Assert.Equal("\"3!\"", await prompt.Says("f()"));
        await prompt.Do("x = \"s\"");
        Assert.Equal("\"s!\"", await prompt.Says("f()"));
    }

    [Fact]
    public async Task A_function_that_a_retyped_variable_breaks_is_named_and_heals()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 3", "int f() => x + 1;");
        var retyped = await prompt.Submit("x = new object()");
        Assert.Contains(retyped.Notes, n => n.Kind == "broken" && n.Names.Contains("f"));
        Assert.Equal("STET0110", await prompt.Says("f()"));
        await prompt.Do("int x = 5;");
        Assert.Equal("6", await prompt.Says("f()"));
    }

    [Fact]
    public async Task Objects_whose_type_reads_a_retyped_variable_go_on()
    {
        await using var prompt = new Prompt();
        await prompt.Do("cfg = 1", "class Uses { public int N = 7; public string Go() => $\"{cfg}{N}\"; }", "u = new Uses()");
        Assert.Equal("\"17\"", await prompt.Says("u.Go()"));
        await prompt.Do("u.N = 8;", "cfg = \"text\"");
        Assert.Equal("\"text8\"", await prompt.Says("u.Go()"));
    }

    [Fact]
    public async Task A_lambda_follows_redefinition()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f(int n) => n;", "g = (Func<int, int>)(n => f(n) + 1);");
        Assert.Equal("2", await prompt.Says("g(1)"));
        await prompt.Do("int f(int n) => 100 * n;");
        Assert.Equal("101", await prompt.Says("g(1)"));
    }

    [Fact]
    public async Task A_function_defined_again_reads_the_variable_of_today()
    {
        await using var prompt = new Prompt();
        await prompt.Do("z = 1", "int f() => z;");
        Assert.Equal("1", await prompt.Says("f()"));
        await prompt.Do("undo", "undo", "z = 5", "int f() => z;");
        Assert.Equal("5", await prompt.Says("f()"));
    }

    [Fact]
    public async Task A_declaration_of_the_same_type_is_seen_by_functions_at_once()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 1", "int f() => x;");
        Assert.Equal("1", await prompt.Says("f()"));
        Assert.Equal("6", await prompt.Says("int x = 6; f()"));
        Assert.Equal("6", await prompt.Says("f()"));
    }

    [Theory]
    [InlineData("Run")]
    [InlineData("Main")]
    public async Task A_function_may_have_a_name_that_generated_code_could_want(string name)
    {
        await using var prompt = new Prompt();
        await prompt.Do($"int {name}(int x) => x + 1;");
        Assert.Equal("3", await prompt.Says($"{name}(2)"));
        Assert.Equal("4", await prompt.Says($"y = 3; f = new Func<int, int>({name}); f(y)"));
    }
}
