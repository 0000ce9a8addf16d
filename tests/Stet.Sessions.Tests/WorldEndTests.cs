using System.Runtime.CompilerServices;

namespace Stet.Sessions.Tests;

/// <summary>Old worlds end: their units are unloaded once nothing runs or holds them.</summary>
public class WorldEndTests
{
    [Fact]
    public async Task Units_of_old_worlds_are_collected()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int X) { public int Twice() => X * 2; }", "ps = Enumerable.Range(0, 10).Select(i => new P(i)).ToList();", "int f() => ps.Sum(p => p.Twice());");
        for (var i = 0; i < 20; i++)
        {
            await prompt.Do($"record P(int X, int Y{i} = {i}) {{ public int Twice() => X * 2; }}", "f()", "ps.Select(p => p.X).Where(x => x > 3).ToList()");
        }

        Assert.Equal("1", await prompt.Says("worlds().Count"));
        Assert.Equal("90", await prompt.Says("f()"));
    }

    /// <summary>Each way of use once in the old world and once in the new one.</summary>
    [Theory]
    [InlineData("", "ps.Count")]
    [InlineData("total => ps.Sum(p => p.Twice());", "total")]
    [InlineData("first => ps[0]; twice => first.Twice();", "twice")]
    [InlineData("[Memo] int memoed(P p) => p.Twice();", "memoed(ps[1])")]
    [InlineData("watch total", "ps.Add(new P(3))", "total => ps.Sum(p => p.Twice());")]
    [InlineData("", "ps.GroupBy(p => p.X % 2).Select(g => (g.Key, g.Sum(p => p.Twice()))).ToList()")]
    [InlineData("", "System.Text.Json.JsonSerializer.Serialize(ps)")]
    [InlineData("", "System.Linq.Expressions.Expression<Func<P, int>> e = p => p.Twice(); e.Compile()(ps[0])")]
    [InlineData("void Throws() { try { throw new InvalidOperationException(ps[0].ToString()); } catch (Exception e) { e.Data[1] = ps; } }", "Throws()")]
    [InlineData("", "typeof(P).GetMethod(\"Twice\")!.Invoke(ps[0], [])")]
    [InlineData("async Task<P> Later() { await Task.Delay(1); return ps[0]; }", "(await Later()).X")]
    [InlineData("IEnumerable<P> Each() { foreach (var p in ps) yield return p; }", "Each().Last().X")]
    [InlineData("", "System.Threading.Tasks.Parallel.ForEach(ps, p => p.Twice())")]
    [InlineData("", "ps.ToDictionary(p => p).Count + ps.ToHashSet().Count + ps.OrderBy(p => p.X).Count()")]
    [InlineData("", "who(); history(); why(\"ps\"); effects(\"ps.Clear()\")")]
    public async Task Whatever_used_it_an_old_world_ends(string defined, string used, string first = "")
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int X) { public int Twice() => X * 2; }", "ps = Enumerable.Range(0, 10).Select(i => new P(i)).ToList();");
        foreach (var code in new[] { first, defined }.Where(c => c.Length > 0))
        {
            await prompt.Do(code);
        }

        for (var i = 0; i < 3; i++)
        {
            await prompt.Do(used, $"record P(int X, int Y{i} = 1) {{ public int Twice() => X * {i}; }}");
        }

        await prompt.Do(used, "x = 1;");
        Assert.Equal("(1, \"newest\")", await prompt.Says("(worlds().Count, string.Join('\\n', worlds().Select(w => w.Reason)))"));
    }

    [Fact]
    public async Task A_world_that_something_holds_is_named()
    {
        await using var prompt = new Prompt();
        await prompt.Do("string Tick() => \"tick\";", "void OnLost(object? sender, UnobservedTaskExceptionEventArgs e) => Tick();", "TaskScheduler.UnobservedTaskException += OnLost;");
        await prompt.Do("string Tick() => \"tock\";");
        Assert.Contains("TaskScheduler.UnobservedTaskException", await prompt.Says("worlds()[1].Reason"), StringComparison.Ordinal);
        await prompt.Do("TaskScheduler.UnobservedTaskException -= OnLost;");
    }

    [Fact]
    public async Task What_dynamic_remembers_is_named()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int X) { public int Twice() => X * 2; }", "p = new P(1);", "int twice(dynamic d) => (int)d.Twice();", "twice(p)", "record P(int X) { public int Twice() => X * 3; }");
        Assert.Equal("3", await prompt.Says("twice(p)"));
        Assert.Contains("P: held by the binder of `dynamic`", await prompt.Says("worlds()[1].Reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_loaded_together_goes_together_and_is_named()
    {
        await using var prompt = new Prompt(loadedAlone: 0);
        await prompt.Do("record P(int X);", "int a() => 1;", "int b() => 2;", "int sum() => a() + b();", "p = new P(1);", "sum()");
        await prompt.Do("int b() => 3;");
        Assert.Equal("4", await prompt.Says("sum()"));
        await prompt.Do("record P(int X, int Y = 2);");
        Assert.Equal("2", await prompt.Says("p.Y"));
        await prompt.Do("int a() => 5;", "int b() => 6;", "record P(int X);");
        Assert.Equal("11", await prompt.Says("sum()"));
        Assert.Equal("1", await prompt.Says("p.X"));
        Assert.DoesNotContain("a task or timer", await prompt.Says("string.Join(' ', worlds().Select(w => w.Reason))"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_change_leaves_no_code_behind()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Refused(int X, string Y);", "r = new Refused(1, \"a\");");
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("STET0102", await prompt.Says("record Refused(int X, int Y);"));
        }

        Assert.InRange(Loaded("Refused", atMost: 1), 1, 1);
        Assert.Equal("1", await prompt.Says("r.X"));
    }

    /// <summary>The context that it came in is only known to its code by then, and no unit can join it any more.</summary>
    [Fact]
    public async Task Code_that_came_with_a_change_of_values_loads_what_it_names_later_on()
    {
        await using var prompt = new Prompt(loadedAlone: 0);
        await prompt.Do("record Q(int Y);", "record P(int X) { public object Make() => new Q(X); }", "object p = new P(1);");
        for (var i = 0; i < 3; i++)
        {
            await prompt.Do($"record P(int X, int Z{i} = 2) {{ public object Make() => new Q(X); }}");
            await prompt.Do("x = 1;", "int f() => 1;", "f()");
            await Task.Run(Collect);
        }

        Assert.Contains("Q { Y = 1 }", await prompt.Says("p.GetType().GetMethod(\"Make\")!.Invoke(p, [])!.ToString()"), StringComparison.Ordinal);
    }

    private static void Collect()
    {
        for (var i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    /// <summary>Values, static fields, lambdas and formulas lead from loaded code to the workspace, and from there to code.</summary>
    [Theory]
    [InlineData("Apart", 1000)]
    [InlineData("Together", 0)]
    public async Task A_closed_workspace_leaves_no_code_behind(string name, int loadedAlone)
    {
        for (var i = 0; i < 6; i++)
        {
            await UseAndClose(name, loadedAlone);
        }

        // What the last one has may still be held by what awaited it.
        Assert.InRange(Loaded(name, atMost: 4), 0, 4);
    }

    private static async Task UseAndClose(string name, int loadedAlone)
    {
        await using var prompt = new Prompt(loadedAlone: loadedAlone);
        await prompt.Do(
            $"record {name}(int X) {{ public static List<{name}> All = []; }}", $"ps = new List<{name}> {{ new(1) }}; {name}.All.Add(ps[0]);", $"int {name}Sum() => ps.Sum(p => p.X) + {name}.All.Count;",
            $"{name}Total => {name}Sum() + 1", $"{name}Total", "calls = new List<Func<int>>(); { var p = ps[0]; calls.Add(() => p.X); }", $"record {name}(int X, int Y = 2) {{ public static List<{name}> All = []; }}", "calls[0]()");
        await prompt.Reopen();
        Assert.Equal("3", await prompt.Says($"{name}Total"));
        Assert.Equal("1", await prompt.Says("calls[0]()"));
    }

    /// <summary>How many units whose names begin so are loaded in the process, after everything that can be collected has been.</summary>
    private static int Loaded(string name, int atMost)
    {
        var loaded = int.MaxValue;
        for (var i = 0; i < 20 && loaded > atMost; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            loaded = UnitsOf(name);
        }

        return loaded;
    }

    /// <summary>A function of its own: what a frame has seen, it may hold until it ends.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int UnitsOf(string name) =>
        AppDomain.CurrentDomain.GetAssemblies().Count(a => a.IsCollectible && a.GetName().Name!.StartsWith("w." + name, StringComparison.Ordinal));
}
