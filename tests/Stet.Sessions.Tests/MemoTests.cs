namespace Stet.Sessions.Tests;

public class MemoTests
{
    [Fact]
    public async Task A_result_is_computed_once_for_equal_arguments()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Day(int N, string? Text);", "[Memo] string Told(int n, string? text, double[] xs, Day day, Dictionary<string, int> map, DateTime at) => $\"{n}{text}{xs?.Sum()}{day}{map.Count}{at:yyyy}\";");
        const string call = """Told(1, "a", [1, 2], new(1, null), new() { ["x"] = 1 }, new(2020, 1, 1))""";
        Assert.Equal(await prompt.Says(call), await prompt.Says(call));
        Assert.Equal("1 results, 1 hits, 1 misses", await prompt.Memo("Told"));
        foreach (var other in new[] { call.Replace("1,", "2,", StringComparison.Ordinal), call.Replace("\"a\"", "null", StringComparison.Ordinal), call.Replace("[1, 2]", "[1, 3]", StringComparison.Ordinal),
            call.Replace("[1, 2]", "null", StringComparison.Ordinal), call.Replace("new(1, null)", "new(1, \"\")", StringComparison.Ordinal), call.Replace("\"x\"", "\"y\"", StringComparison.Ordinal), call.Replace("2020", "2021", StringComparison.Ordinal) })
        {
            await prompt.Do(other);
        }

        Assert.Equal("8 results, 1 hits, 8 misses", await prompt.Memo("Told"));
    }

    [Fact]
    public async Task Recursion_meets_its_own_results()
    {
        await using var prompt = new Prompt();
        await prompt.Do("[Memo] long Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);");
        Assert.Equal("2880067194370816120", await prompt.Says("Fib(90)"));
        Assert.Equal("91 results, 88 hits, 91 misses", await prompt.Memo("Fib"));
    }

    [Fact]
    public async Task Overloads_generic_functions_static_methods_and_members_of_types_are_told_apart()
    {
        await using var prompt = new Prompt();
        await prompt.Do("""
            [Memo] int Size(int n) => n;
            [Memo] int Size(string s, int more = 1) => s.Length + more;
            int Size(bool b) => 0;
            """, "[Memo] string Kind<T>(T value) => typeof(T).Name + value;", "static class Geo { [Memo] internal static int Twice(int x) { return 2 * x; } }", "[Memo] int Sum(params int[] xs) => xs.Sum();", "[Memo] int One() => 1;");
        Assert.Equal("7 4 6 0", await prompt.Says("Console.Write($\"{Size(7)} {Size(\"abc\")} {Size(\"abc\", more: 3)} {Size(true)}\");"));
        Assert.Equal("Int321 Byte1 Int321", await prompt.Says("Console.Write($\"{Kind(1)} {Kind((byte)1)} {Kind(1)}\");"));
        Assert.Equal("8 8 6 1 1", await prompt.Says("Console.Write($\"{Geo.Twice(4)} {Geo.Twice(4)} {Sum(1, 2, 3)} {One()} {One()}\");"));
        Assert.Equal("1 results, 1 hits, 1 misses", await prompt.Memo("Geo.Twice"));
        Assert.Equal("2 results, 1 hits, 2 misses", await prompt.Memo("Kind"));
        Assert.Equal("1 results, 1 hits, 1 misses", await prompt.Memo("One"));
        Assert.Equal("2 results, 0 hits, 2 misses", await prompt.Memo("Size(string"));
    }

    [Fact]
    public async Task The_result_of_a_task_is_kept()
    {
        await using var prompt = new Prompt();
        await prompt.Do("[Memo] async Task<List<int>> Later(int n) { await Task.Yield(); return [n]; }", "[Memo] ValueTask<int> Soon(int n) => new(n * 2);");
        Assert.Equal("3 3", await prompt.Says("a = await Later(3); a.Add(4); b = await Later(3); Console.Write($\"{string.Join(',', b)} {b.Sum()}\");"));
        Assert.Equal("12", await prompt.Says("await Soon(3) + await Soon(3)"));
        Assert.Equal("1 results, 1 hits, 1 misses", await prompt.Memo("Later"));
        Assert.Equal("1 results, 1 hits, 1 misses", await prompt.Memo("Soon"));
    }

    [Fact]
    public async Task Nobody_can_change_what_is_kept()
    {
        await using var prompt = new Prompt();
        await prompt.Do("[Memo] List<int> Primes(int n) => Enumerable.Range(2, n).Where(i => Enumerable.Range(2, i).First(d => i % d == 0) == i).ToList();", "[Memo] int[] Squares(int n) => Enumerable.Range(1, n).Select(i => i * i).ToArray();");
        Assert.Equal("2,3,5 2,3,5", await prompt.Says("a = Primes(4); a.Add(9); b = Primes(4); c = string.Join(',', b); b.Clear(); Console.Write(c + \" \" + string.Join(',', Primes(4)));"));
        Assert.Equal("1,4", await prompt.Says("q = Squares(2); q[0] = 7; Squares(2)[1] = 8; Console.Write(string.Join(',', Squares(2)));"));
    }

    [Fact]
    public async Task A_query_or_iterator_is_kept_with_its_elements()
    {
        await using var prompt = new Prompt();
        await prompt.Do("[Memo] IEnumerable<int> Odd(int n) { for (var i = 1; i < n; i += 2) yield return i; }");
        Assert.Equal("9", await prompt.Says("Odd(6).Sum()"));
        Assert.Equal("9", await prompt.Says("Odd(6).Sum()"));
        Assert.Equal("1 results, 1 hits, 1 misses", await prompt.Memo("Odd"));
    }

    [Fact]
    public async Task Results_outlive_the_host_also_one_that_is_killed()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Day(int N);", "rate = 2.5;", "[Memo] List<Day> Days(int n) => Enumerable.Range(0, n).Select(i => new Day((int)(i * rate))).ToList();", "d = Days(3);", "[Memo] long Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);", "f = Fib(50);");
        await using (var killed = await prompt.Killed())
        {
            Assert.Equal("12586269025", await killed.Says("Fib(50)"));
            Assert.Equal("51 results, 1 hits, 0 misses", await killed.Memo("Fib"));
        }

        await prompt.Reopen();
        Assert.Equal("7", await prompt.Says("Days(3).Sum(x => x.N)"));
        Assert.Equal("1 results, 1 hits, 0 misses", await prompt.Memo("Days"));
        Assert.Equal("12586269025", await prompt.Says("Fib(50)"));
        Assert.Equal("51 results, 1 hits, 0 misses", await prompt.Memo("Fib"));
    }

    [Fact]
    public async Task Results_are_kept_while_a_long_submission_still_runs()
    {
        await using var prompt = new Prompt();
        await prompt.Do("[Memo] int Slow(int n) => n * n;");
        var running = prompt.Submit("for (var i = 0; i < 20; i++) { Slow(i); } System.Threading.Thread.Sleep(60_000);");
        var found = "";
        for (var i = 0; i < 50 && found != "20 results, 1 hits, 0 misses"; i++)
        {
            await Task.Delay(200);
            await using var killed = await prompt.KilledWhileRunning();
            await killed.Submit("Slow(7)");
            found = await killed.Memo("Slow");
        }

        prompt.Session.Interrupt();
        await running;
        Assert.Equal("20 results, 1 hits, 0 misses", found);
    }

    [Fact]
    public async Task What_is_thrown_is_not_kept()
    {
        await using var prompt = new Prompt();
        await prompt.Do("[Memo] int Share(int n) => 12 / n;");
        Assert.Equal("DivideByZeroException", await prompt.Says("Share(0)"));
        var outcome = await prompt.Submit("Share(0)");
        Assert.Equal(["at Share in workspace.cs:1", "at In[3]:1"], outcome.Errors[0].Message.Split('\n').Skip(1).Select(l => l.Trim()));
        Assert.Equal("0 results, 0 hits, 2 misses", await prompt.Memo("Share"));
    }

    [Fact]
    public async Task Two_threads_that_ask_at_once_compute_once()
    {
        await using var prompt = new Prompt();
        await prompt.Do("[Memo] int Slow(int n) { System.Threading.Thread.Sleep(200); return n; }", "[Memo] async Task<int> Later(int n) { await Task.Delay(200); return n; }");
        Assert.Equal("20", await prompt.Says("Enumerable.Range(0, 4).Select(_ => Task.Run(() => Slow(5))).ToList().Sum(t => t.Result)"));
        Assert.Equal("1 results, 3 hits, 1 misses", await prompt.Memo("Slow"));
        Assert.Equal("20", await prompt.Says("(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Later(5)))).Sum()"));
        Assert.Equal("1 results, 3 hits, 1 misses", await prompt.Memo("Later"));
    }

    [Fact]
    public async Task Functions_that_wait_for_each_other_do_not_wait_for_ever()
    {
        await using var prompt = new Prompt();
        await prompt.Do("""
            [Memo] int Left(int n) { System.Threading.Thread.Sleep(20); return n == 0 ? 1 : Left(n - 1) + Right(n - 1); }
            [Memo] int Right(int n) { System.Threading.Thread.Sleep(20); return n == 0 ? 1 : Left(n - 1) + Right(n - 1); }
            [Memo] int Ping(int n, int steps) { if (steps == 0) System.Threading.Thread.Sleep(50); return n > 99 ? n : Pong(n, 1) + 1; }
            [Memo] int Pong(int n, int steps) { if (steps == 0) System.Threading.Thread.Sleep(50); return n > 99 ? n : Ping(n, 1) + 1; }
            """);
        Assert.Equal("32", await prompt.Says("a = Task.Run(() => Left(5)); b = Task.Run(() => Right(5)); Console.Write(a.Result == b.Result ? a.Result : -1);"));
        Assert.Equal("AggregateException", await prompt.Says("c = Task.Run(() => Ping(7, 0)); d = Task.Run(() => Pong(7, 0)); c.Wait(); d.Wait();"));
    }

    [Fact]
    public async Task An_argument_without_content_is_no_reason_to_fail()
    {
        await using var prompt = new Prompt();
        await prompt.Do("[Memo(assumePure: true)] int Length(Stream s) => (int)s.Length;");
        var outcome = await prompt.Submit("Length(new FileStream(\"x\", FileMode.Create))");
        Assert.Equal("0", outcome.Text);
        Assert.Contains(outcome.Notes, n => n.Text.StartsWith("Length was run without its results being kept: an argument has no content to compare: it holds a FileStream", StringComparison.Ordinal));
        Assert.Equal("0 results, 0 hits, 1 misses", await prompt.Memo("Length"));
    }

    [Fact]
    public async Task A_function_that_changes_its_arguments_is_run_each_time()
    {
        await using var prompt = new Prompt();
        await prompt.Do("[Memo] List<int> Sorted(List<int> xs) { xs.Sort(); return xs; }");
        var outcome = await prompt.Submit("xs = new List<int> { 3, 1 }; Sorted(xs); ys = new List<int> { 3, 1 }; Sorted(ys); string.Join(',', ys)");
        Assert.Equal("\"1,3\"", outcome.Text);
        Assert.Contains(outcome.Notes, n => n.Text == "Sorted changes what it is given, so that its results are not kept; let it make something new instead");
    }

    [Fact]
    public async Task What_holds_a_live_part_is_not_kept()
    {
        await using var prompt = new Prompt();
        await prompt.Do("[Memo(assumePure: true)] object Open(int n) => new System.Threading.Thread(() => { });");
        Assert.Contains((await prompt.Submit("o = Open(1);")).Notes, n => n.Text.StartsWith("a result of Open(int) is not kept: it holds a Thread", StringComparison.Ordinal));
        await prompt.Do("o = Open(1);");
        Assert.Equal("0 results, 0 hits, 2 misses", await prompt.Memo("Open"));
    }

    [Fact]
    public async Task Beyond_the_limit_those_used_longest_ago_go()
    {
        await using var prompt = new Prompt();
        await prompt.Do("[Memo] int Square(int n) => n * n;", "memo(results: 100);", "for (var i = 0; i < 1000; i++) Square(i);");
        for (var i = 0; i < 100 && !(await prompt.Memo("Square")).StartsWith("90 ", StringComparison.Ordinal); i++)
        {
            await Task.Delay(50);
        }

        Assert.StartsWith("90 results", await prompt.Memo("Square"), StringComparison.Ordinal);
        Assert.Equal("ArgumentOutOfRangeException", await prompt.Says("memo(results: 0)"));
        await prompt.Reopen();
        await prompt.Do("for (var i = 0; i < 1000; i++) if (Square(i) != i * i) throw new Exception();");
        Assert.Equal("90", (await prompt.Says("memo()[0].Hits")));
    }

    [Fact]
    public async Task A_damaged_file_costs_the_results_and_nothing_else()
    {
        await using var prompt = new Prompt();
        await prompt.Do("[Memo] int Square(int n) => n * n;", "Square(5);");
        await prompt.Close();
        using (var file = File.OpenWrite(Path.Combine(prompt.Folder, ".stet", "memo.db")))
        {
            file.Write(new byte[4096]);
        }

        prompt.Open();
        Assert.Equal("25", await prompt.Says("Square(5)"));
        Assert.Equal("25", await prompt.Says("Square(5)"));
        Assert.Equal("1 results, 1 hits, 1 misses", await prompt.Memo("Square"));
    }

    /// <summary>The function's own code does not name what would read the clock: it comes with the argument.</summary>
    [Fact]
    public async Task A_call_whose_argument_brings_a_clock_is_not_kept()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class Shy { public override string ToString() => DateTime.Now.Ticks.ToString(); }", "class Plain { public long Age() => DateTime.Now.Ticks; public override string ToString() => \"p\"; }", "[Memo] string Show(object o) => $\"{o}\";");
        Assert.Equal("Show was run without its results being kept: given such an argument it reads the clock: Show > an argument > Shy.ToString > DateTime.Now", Assert.Single((await prompt.Submit("Show(new Shy())")).Notes).Text);
        Assert.Equal("false", await prompt.Says("Show(new Shy()) == Show(new Shy())"));
        Assert.Empty((await prompt.Submit("Show(new Plain()) + Show(new Plain())")).Notes);
        Assert.Equal("(1, 1)", await prompt.Says("(memo().Single().Results, memo().Single().Hits)"));
    }
}
