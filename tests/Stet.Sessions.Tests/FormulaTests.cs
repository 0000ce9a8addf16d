namespace Stet.Sessions.Tests;

public class FormulaTests
{
    [Fact]
    public async Task A_formula_is_right_whenever_it_is_read()
    {
        await using var prompt = new Prompt();
        await prompt.Do("prices = new List<double> { 1, 2, 3 };", "rate = 2.0;", "total => prices.Sum() * rate;");
        Assert.Equal("12", await prompt.Says("total"));
        await prompt.Do("rate = 3;");
        Assert.Equal("18", await prompt.Says("total"));
        await prompt.Do("prices.Add(4);");
        Assert.Equal("30", await prompt.Says("total"));
        await prompt.Do("p = prices;", "p[0] = 11;");
        Assert.Equal("60", await prompt.Says("total"));
    }

    [Fact]
    public async Task Undo_of_a_formula_counts_for_those_that_read_it()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 1;", "a => x + 1;", "b => a * 2;");
        Assert.Equal("4", await prompt.Says("b"));
        await prompt.Do("a => x + 100;");
        Assert.Equal("202", await prompt.Says("b"));
        await prompt.Do("undo");
        Assert.Equal("4", await prompt.Says("b"));
        await prompt.Do("redo");
        Assert.Equal("202", await prompt.Says("b"));
    }

    [Fact]
    public async Task Also_within_the_submission_that_changes_what_it_is_computed_from()
    {
        await using var prompt = new Prompt();
        await prompt.Do("prices = new double[] { 1, 2, 3 };", "rate = 2.0;", "total => prices.Sum() * rate;", "double twice() => total * 2;", "void bump() { prices[0] += 1; }");
        Assert.Equal("60", await prompt.Says("prices[0] = 5; rate = 3; total * 2"));
        Assert.Equal("66", await prompt.Says("before = twice(); bump(); twice()"));
        Assert.Equal("3", await prompt.Says("n = 0; for (var i = 0; i < 3; i++) { var was = total; prices[1]++; if (total == was + rate) n++; } n"));
    }

    [Fact]
    public async Task Only_what_is_affected_runs_and_an_equal_result_ends_the_wave()
    {
        await using var prompt = new Prompt();
        await prompt.Do("a = 1;", "b = 10;", "big => a > 0;", "left => big ? 1 : 2;", "right => b * 2;", "both => left + right;");
        Assert.Equal("21", await prompt.Says("both"));
        Assert.Contains(prompt.Ran(), new[] { "big left right both", "big right left both", "right big left both" }); // right is independent of big and left.
        await prompt.Do("a = 5;");
        Assert.Equal("21", await prompt.Says("both"));
        Assert.Equal("big", prompt.Ran());
        await prompt.Do("b = 11;");
        Assert.Equal("23", await prompt.Says("both"));
        Assert.Equal("right both", prompt.Ran());
        Assert.Equal("23", await prompt.Says("both"));
        Assert.Equal("", prompt.Ran());
    }

    [Fact]
    public async Task Functions_on_the_way_count_by_what_they_compile_to()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 3;", "int twice(int n) => n * 2;", "int viaTwice(int n) => twice(n) + 1;", "y => viaTwice(x);");
        Assert.Equal("7", await prompt.Says("y"));
        prompt.Ran();
        await prompt.Do("// said differently\nint  twice( int n )  =>  n*2;");
        Assert.Equal("7", await prompt.Says("y"));
        Assert.Equal("", prompt.Ran());
        await prompt.Do("int twice(int n) => n * 20;");
        Assert.Equal("61", await prompt.Says("y"));
        Assert.Equal("y", prompt.Ran());
    }

    [Fact]
    public async Task Results_are_kept()
    {
        await using var prompt = new Prompt();
        await prompt.Do("xs = Enumerable.Range(0, 100_000).Select(i => (double)i).ToArray();", "sum => xs.Sum();", "sorted => xs.OrderDescending().ToList();", "top => sorted[0] + sum;");
        var first = await prompt.Says("top");
        Assert.Equal("sum sorted top", string.Join(' ', prompt.Ran().Split(' ').Order().Reverse().OrderBy(n => n == "top")));
        await prompt.Reopen();
        Assert.Equal(first, await prompt.Says("top"));
        Assert.Equal("99999", await prompt.Says("sorted[0]"));
        Assert.Equal("", prompt.Ran());
        await prompt.Do("xs[0] = 7;");
        Assert.Equal("99999", await prompt.Says("sorted[0]"));
        Assert.Equal("sorted", prompt.Ran());
    }

    [Fact]
    public async Task Errors_are_held_and_flow()
    {
        await using var prompt = new Prompt();
        await prompt.Do("n = 0;", "inverse => 1 / n;", "more => inverse + 1;");
        Assert.Equal("DivideByZeroException", await prompt.Says("more"));
        Assert.Equal("inverse more", prompt.Ran());
        Assert.Equal("DivideByZeroException", await prompt.Says("inverse"));
        Assert.Equal("", prompt.Ran());
        await prompt.Do("n = 1;");
        Assert.Equal("2", await prompt.Says("more"));
    }

    [Fact]
    public async Task Cycles_are_refused_with_their_path()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f(int n) => n + 1;", "total => f(3);", "more => total + 1;");
        var refused = await prompt.Submit("int f(int n) => n + more;");
        Assert.False(refused.Ok);
        Assert.Contains("more -> total -> f -> more", refused.Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal("5", await prompt.Says("more"));
        Assert.Equal("STET0130", await prompt.Says("x => x + 1;"));
        Assert.Equal("STET0130", await prompt.Says("p => q; q => p;"));
    }

    [Fact]
    public async Task A_cycle_over_two_threads_is_an_error_and_no_standstill()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "static class Meeting { public static readonly Barrier Both = new(2); }",
            "ways = new Func<int>[2];",
            "int Go(int way) { Meeting.Both.SignalAndWait(2000); return ways[way](); }",
            "a => Go(0); b => Go(1); c => a + b;",
            "ways[0] = () => b; ways[1] = () => a;");
        var outcome = await prompt.Submit("c").WaitAsync(TimeSpan.FromMinutes(1));
        Assert.False(outcome.Ok);
        Assert.Matches("computed from itself: (a -> b -> a|b -> a -> b)", outcome.Errors[0].Message);
        await prompt.Do("ways[1] = () => 1;");
        Assert.Equal("2", await prompt.Says("c").WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_name_means_one_thing()
    {
        await using var prompt = new Prompt();
        await prompt.Do("rate = 2;", "total => rate * 2;");
        Assert.Equal("STET0101", await prompt.Says("total = 3"));
        Assert.Equal("STET0101", await prompt.Says("rate => 3;"));
        Assert.Equal("STET0404", await prompt.Says("drop rate"));
        await prompt.Do("drop total");
        Assert.Equal("CS0103", await prompt.Says("total"));
        await prompt.Do("undo");
        Assert.Equal("4", await prompt.Says("total"));
        await prompt.Do("rate = 5;", "undo");
        Assert.Equal("4", await prompt.Says("total"));
    }

    [Fact]
    public async Task Formulas_stand_in_files_and_have_types()
    {
        await using var prompt = new Prompt();
        prompt.Save("model.cs", "record Day(int N, double Close);\n\ndays => new List<Day> { new(1, 2.5), new(2, 3.5) };\n\ndouble last => days[^1].Close;\n");
        Assert.Equal("3.5", await prompt.Says("last"));
        prompt.Save("model.cs", "record Day(int N, double Close);\n\ndays => new List<Day> { new(1, 2.5), new(2, 4.5) };\n\n// the newest\ndouble last => days[^1].Close;\n");
        Assert.Equal("4.5", await prompt.Says("last"));
        Assert.Equal("2", await prompt.Says("days.Count"));
    }

    [Fact]
    public async Task What_a_formula_awaits_is_its_value()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 4;", "async Task<int> slow(int n) { await Task.Delay(5); return n * 10; }", "y => await slow(x);", "int z => await slow(y) + 1;");
        Assert.Equal("401", await prompt.Says("z"));
        Assert.Equal("40", await prompt.Says("y"));
    }

    [Fact]
    public async Task Code_in_values_and_behind_interfaces_counts()
    {
        await using var prompt = new Prompt();
        await prompt.Do("k = 2.0;", "scale = 10.0;", "interface IShape { double Area { get; } }", "class Circle : IShape { public double R; public double Area => R * R * scale; }",
            "shapes = new List<IShape> { new Circle { R = 2 } };", "op = (double v) => v * k;", "area => shapes.Sum(s => s.Area);", "scaled => op(area);");
        Assert.Equal("80", await prompt.Says("scaled"));
        await prompt.Do("k = 3;");
        Assert.Equal("120", await prompt.Says("scaled"));
        await prompt.Do("scale = 1;");
        Assert.Equal("12", await prompt.Says("scaled"));
    }

    /// <summary>The formula names none of the code that changes: it is in the values, and in those of other formulas.</summary>
    [Fact]
    public async Task Code_in_values_that_becomes_another_makes_stale_what_may_call_it()
    {
        await using var prompt = new Prompt();
        await prompt.Do("abstract record Shape { public abstract double Area { get; } }", "record Circle(double R) : Shape { public override double Area => 3.5 * R; public override string ToString() => \"C\"; }", "int g(int x) => x + 1;",
            "class Job { public Func<int, int> Do = x => x; }", "shapes = new List<Shape> { new Circle(1) };", "var named = new Dictionary<string, object> { [\"c\"] = shapes[0] };", "job = new Job { Do = g };",
            "sum => shapes.Sum(s => s.Area);", "big => shapes.Where(s => s.Area > 1).ToList();", "bigSum => big.Sum(s => s.Area);", "done => job.Do(5);", "text => $\"{named[\"c\"]}\";");
        Assert.Equal("(3.5, 3.5, 6, \"C\")", await prompt.Says("(sum, bigSum, done, text)"));
        prompt.Ran();
        await prompt.Do("record Circle(double R) : Shape { public override double Area => /* the same */ 3.5 * R; public override string ToString() => \"C\"; }");
        Assert.Equal("(3.5, 3.5, 6, \"C\")", await prompt.Says("(sum, bigSum, done, text)"));
        Assert.Equal("", prompt.Ran());
        await prompt.Do("record Circle(double R) : Shape { public override double Area => 4 * R; public override string ToString() => \"D\"; }", "int g(int x) => x + 2;");
        Assert.Equal("(4, 4, 7, \"D\")", await prompt.Says("(sum, bigSum, done, text)"));
        await prompt.Do("undo", "undo");
        Assert.Equal("(3.5, 3.5, 6, \"C\")", await prompt.Says("(sum, bigSum, done, text)"));
        await prompt.Reopen();
        Assert.Equal("(3.5, 3.5, 6, \"C\")", await prompt.Says("(sum, bigSum, done, text)"));
        Assert.Equal("big", prompt.Ran()); // It shares its objects with a variable.
        prompt.Save("workspace.cs", prompt.Read("workspace.cs").Replace("3.5 * R", "5 * R").Replace("x + 1", "x + 4"));
        Assert.Equal("(5, 5, 9, \"C\")", await prompt.Says("(sum, bigSum, done, text)"));
    }

    [Fact]
    public async Task A_formula_over_a_file_follows_its_content()
    {
        await using var prompt = new Prompt();
        prompt.Save("a.csv", "1\n2\n");
        await prompt.Do("int[] load(string path) => [.. File.ReadAllLines(path).Select(int.Parse)];", "rows => load(\"a.csv\");", "sum => rows.Sum();");
        Assert.Equal("3", await prompt.Says("sum"));
        Assert.Equal("rows sum", prompt.Ran());
        File.SetLastWriteTimeUtc(Path.Combine(prompt.Folder, "a.csv"), DateTime.UtcNow.AddMinutes(1));
        Assert.Equal("3", await prompt.Says("sum"));
        Assert.Equal("", prompt.Ran());
        prompt.Save("a.csv", "1\n2\n4\n");
        Assert.Equal("7", await prompt.Says("sum"));
        await prompt.Reopen();
        prompt.Ran();
        Assert.Equal("7", await prompt.Says("sum"));
        Assert.Equal("", prompt.Ran());
        prompt.Save("a.csv", "5\n");
        Assert.Equal("5", await prompt.Says("sum"));
    }

    [Fact]
    public async Task Independent_formulas_run_side_by_side()
    {
        await using var prompt = new Prompt();
        await prompt.Do("meeting = new Barrier(2);", "int meet(int n) => meeting.SignalAndWait(20_000) ? n : -n;", "left => meet(1);", "right => meet(2);", "both => left + right;");
        Assert.Equal(Environment.ProcessorCount > 1 ? "3" : "-3", await prompt.Says("both"));
        Assert.Contains("both <- left, right", await prompt.Says("graph().ToString()"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Formulas_that_only_compute_and_others_read_each_other_in_any_order()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 0;", "steps = new List<int>();", "int through(int n) { lock (steps) steps.Add(n); return n; }");
        await prompt.Do("a => x + 1;", "viaCode => through(a) + a;", "b => x > 3 ? viaCode : a;", "viaTask => Task.Run(() => b + a).Result;", "c => x % 2 == 0 ? viaTask : b;", "d => c + viaCode;");
        const string Wrong = "wrong = new List<int>(); for (var i = 0; i < 50; i++) { x = i; var (A, V) = (i + 1, 2 * i + 2); var B = i > 3 ? V : A; var C = i % 2 == 0 ? B + A : B; if (d != C + V || c != C) wrong.Add(i); }";
        Assert.Equal("0", await prompt.Says($"{Wrong} wrong.Count"));
        Assert.Equal("0", await prompt.Says($"{Wrong.Replace("x = i;", "x = i; Parallel.Invoke(() => _ = d, () => _ = viaTask, () => _ = c);", StringComparison.Ordinal)} wrong.Count"));
    }

    [Fact]
    public async Task A_formula_that_is_stopped_leaves_no_result()
    {
        await using var prompt = new Prompt();
        await prompt.Do("go = false;", "long spin(int n) { long sum = n; while (!go) { sum++; } return sum; }", "left => spin(1);", "right => spin(2);", "both => left + right;");
        var running = prompt.Submit("both");
        await Task.Delay(1000);
        prompt.Session.Interrupt();
        Assert.False((await running).Ok);
        Assert.Equal("", prompt.Ran());
        await prompt.Do("go = true;");
        Assert.Equal("3", await prompt.Says("both"));
    }

    [Fact]
    public async Task Static_fields_of_the_workspaces_types_count()
    {
        await using var prompt = new Prompt();
        await prompt.Do("static class Settings { public static int Rate = 2; public static List<int> Steps = [1]; }", "int fee(int n) => n * Settings.Rate + Settings.Steps.Count;", "cost => fee(10);");
        Assert.Equal("21", await prompt.Says("cost"));
        Assert.Equal("31", await prompt.Says("Settings.Rate = 3; cost"));
        await prompt.Do("Settings.Steps.Add(5);");
        Assert.Equal("32", await prompt.Says("cost"));
        prompt.Ran();
        Assert.Equal("32", await prompt.Says("cost"));
        Assert.Equal("", prompt.Ran());
        await prompt.Reopen();
        Assert.Equal("32", await prompt.Says("cost"));
        Assert.Equal("", prompt.Ran());
    }

    [Fact]
    public async Task A_result_that_a_reader_changed_is_made_again()
    {
        await using var prompt = new Prompt();
        await prompt.Do("xs = new List<int> { 3, 1, 2 };", "sorted => xs.Order().ToList();", "first => sorted[0];");
        Assert.Equal("1", await prompt.Says("first"));
        await prompt.Do("sorted.Insert(0, 99);");
        Assert.Equal("1", await prompt.Says("first"));
        Assert.Equal("3", await prompt.Says("sorted.Count"));
        await prompt.Do("alias => xs;", "alias.Add(0);");
        Assert.Equal("0", await prompt.Says("first"));
        await prompt.Reopen();
        await prompt.Do("alias.Add(-1);");
        Assert.Equal("-1", await prompt.Says("first"));
        Assert.Equal("5", await prompt.Says("xs.Count"));
    }

    [Fact]
    public async Task A_query_holds_its_elements()
    {
        await using var prompt = new Prompt();
        await prompt.Do("xs = new List<int> { 3, 1, 2 };", "small => xs.Where(x => x < 3);", "ordered => xs.OrderBy(x => x);", "n => small.Count() + ordered.First();");
        Assert.Equal("3", await prompt.Says("n"));
        await prompt.Do("xs.Add(0);");
        Assert.Equal("3", await prompt.Says("n"));
        Assert.Equal("{ 1, 2, 0 }", (await prompt.Says("small.ToArray()")).Replace("[", "{ ").Replace("]", " }").Replace("int{ 3 }", "").Trim());
    }
}
