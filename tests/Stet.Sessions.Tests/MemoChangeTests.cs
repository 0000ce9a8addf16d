namespace Stet.Sessions.Tests;

public class MemoChangeTests
{
    [Fact]
    public async Task Results_are_dropped_exactly_when_code_on_the_way_compiles_to_something_else()
    {
        await using var prompt = new Prompt();
        await prompt.Do("double Rate() => 2;", "double Other() => 1;", "[Memo] double Fee(double a) => a * Rate();", "Fee(10);");
        await prompt.Do("// said differently\ndouble  Rate( )  =>  2;", "/* it */ [Memo]   double Fee( double a )\n    => a*Rate();", "double Other() => 5;");
        Assert.Equal("20", await prompt.Says("Fee(10)"));
        Assert.Equal("1 results, 1 hits, 1 misses", await prompt.Memo("Fee"));
        await prompt.Do("double Rate() => 3;");
        Assert.Equal("0 results, 1 hits, 1 misses, 1 dropped: Rate has changed", await prompt.Memo("Fee"));
        Assert.Equal("30", await prompt.Says("Fee(10)"));
        await prompt.Do("undo");
        Assert.Equal("20", await prompt.Says("Fee(10)"));
    }

    [Fact]
    public async Task Or_a_variable_that_the_function_reads_has_another_content()
    {
        await using var prompt = new Prompt();
        await prompt.Do("table = new List<double> { 1, 2 }; other = 1;", "double At(int i) => table[i];", "[Memo] double Fee(int i) => At(i) * 10;", "Fee(1);", "other = 2;", "alias = table;");
        Assert.Equal("20", await prompt.Says("Fee(1)"));
        await prompt.Do("alias[1] = 7;");
        Assert.Equal("70", await prompt.Says("Fee(1)"));
        Assert.Equal("1 results, 1 hits, 2 misses, 1 dropped: table has changed", await prompt.Memo("Fee"));
        Assert.Equal("80 90", await prompt.Says("table[1] = 8; a = Fee(1); table[1] = 9; b = Fee(1); Console.Write($\"{a} {b}\");"));
        await prompt.Do("table = new List<double> { 1, 9 };");
        Assert.Equal("90", await prompt.Says("Fee(1)"));
        Assert.Equal("1 results, 2 hits, 4 misses", (await prompt.Memo("Fee")).Split(", 3 dropped")[0]);
    }

    [Fact]
    public async Task Also_while_the_host_was_away()
    {
        await using var prompt = new Prompt();
        await prompt.Do("[Memo] double Fee(int i) => i * 10;", "[Memo] int Gone(int i) => i;", "Fee(1); Gone(1);");
        await prompt.Close();
        prompt.Save("workspace.cs", "[Memo] double Fee(int i) => i * 11;\n");
        prompt.Open();
        Assert.Equal("11", await prompt.Says("Fee(1)"));
        Assert.Equal("1 results, 0 hits, 1 misses, 1 dropped: Fee has changed", await prompt.Memo("Fee"));
        await prompt.Reopen();
        Assert.Equal("11", await prompt.Says("Fee(1)"));
        Assert.Equal("1 results, 1 hits, 0 misses", await prompt.Memo("Fee"));
    }

    [Fact]
    public async Task Code_inside_of_arguments_counts()
    {
        await using var prompt = new Prompt();
        await prompt.Do("interface IShape { double Area(); }", "record Circle(double R) : IShape { public double Area() => R; }", "[Memo] double Area(IShape s) => s.Area();", "k = 1.0;", "[Memo(assumePure: true)] double Apply(Func<double, double> f) => f(2);");
        Assert.Equal("2", await prompt.Says("Area(new Circle(2))"));
        await prompt.Do("record Circle(double R) : IShape { public double Area() => R * 100; }");
        Assert.Equal("200", await prompt.Says("Area(new Circle(2))"));
        await prompt.Do("double Scaled(double x) => x * k;");
        Assert.Equal("2", await prompt.Says("Apply(Scaled)"));
        await prompt.Do("k = 5.0;");
        Assert.Equal("10", await prompt.Says("Apply(Scaled)"));
        await prompt.Do("double Scaled(double x) => -x * k;");
        Assert.Equal("-10", await prompt.Says("Apply(Scaled)"));
    }

    [Fact]
    public async Task Formulas_inside_of_it_count_and_formulas_over_it_follow()
    {
        await using var prompt = new Prompt();
        await prompt.Do("price = 2.0;", "rate => price * 10;", "[Memo] double Fee(double a) => a * rate;", "total => Fee(3) + 1;");
        Assert.Equal("61", await prompt.Says("total"));
        Assert.Equal("60", await prompt.Says("Fee(3)"));
        await prompt.Do("price = 3;");
        Assert.Equal("91", await prompt.Says("total"));
        Assert.Equal("90", await prompt.Says("Fee(3)"));
        await prompt.Do("rate => price * 100;");
        Assert.Equal("901", await prompt.Says("total"));
        await prompt.Reopen();
        await prompt.Do("price = 1;");
        Assert.Equal("301", await prompt.Says("total"));
    }

    [Fact]
    public async Task Static_places_count()
    {
        await using var prompt = new Prompt();
        await prompt.Do("static class Config { public static int Factor = 3; }", "[Memo] int Fee(int a) => a * Config.Factor;");
        Assert.Equal("6", await prompt.Says("Fee(2)"));
        Assert.Equal("6", await prompt.Says("Fee(2)"));
        Assert.Equal("1 results, 1 hits, 1 misses", await prompt.Memo("Fee"));
        await prompt.Do("Config.Factor = 4;");
        Assert.Equal("8", await prompt.Says("Fee(2)"));
        await prompt.Reopen();
        Assert.Equal("8", await prompt.Says("Fee(2)"));
        Assert.Equal("1 results, 1 hits, 0 misses", await prompt.Memo("Fee"));
    }

    [Fact]
    public async Task Results_follow_a_reload_of_their_types()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Day(int N);", "[Memo] Day Next(Day d) => new(d.N + 1);", "x = Next(new(1));", "// the same\nrecord Day(int N);");
        Assert.Equal("True 3", await prompt.Says("y = Next(new(1)); Console.Write($\"{y == x} {Next(y).N}\");"));
        Assert.Equal("2 results, 1 hits, 2 misses", await prompt.Memo("Next"));
        await prompt.Do("record Day(int N, int M = 5);");
        Assert.Equal("Day { N = 2, M = 5 }", await prompt.Says("Next(new(1))"));
    }

    [Fact]
    public async Task What_changes_while_it_runs_leaves_no_result()
    {
        await using var prompt = new Prompt();
        await prompt.Do("k = 1;", "[Memo] int Slow(int n) { var a = k; System.Threading.Thread.Sleep(300); return n * a; }");
        Assert.Equal("5 10", await prompt.Says("t = Task.Run(() => Slow(5)); System.Threading.Thread.Sleep(100); k = 2; a = t.Result; Console.Write($\"{a} {Slow(5)}\");"));
        await prompt.Do("k = 1;");
        Assert.Equal("5", await prompt.Says("Slow(5)"));
    }
}
