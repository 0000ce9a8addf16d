namespace Stet.Sessions.Tests;

/// <summary>Background tasks that write values while their types change.</summary>
public class BackgroundGateTests
{
    [Fact]
    public async Task A_task_that_goes_on_stands_against_a_change_of_its_values_and_is_named()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int X);", "ps = new List<P>(); go = true; other = 1", "task = Task.Run(() => { while (go) { ps.Add(new P(ps.Count)); Thread.Sleep(2); } });");
        var refused = await prompt.Submit("record P(int X, int Y = 1);");
        Assert.Equal("STET0120", Assert.Single(refused.Errors).Code);
        Assert.Contains("In[3]", refused.Errors[0].Message, StringComparison.Ordinal);
        await prompt.Do("int unrelated() => other;", "go = false; task.Wait();", "record P(int X, int Y = 1);");
        Assert.Equal("true", await prompt.Says("ps.Select((p, i) => p.X == i && p.Y == 1).All(b => b)"));
    }

    [Fact]
    public async Task Force_interrupts_it_and_no_write_is_lost()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int X);", "ps = new List<P>(); written = 0", "task = Task.Run(() => { while (true) { lock (ps) { ps.Add(new P(ps.Count)); written++; } Thread.Sleep(2); } });");
        await prompt.Do("Thread.Sleep(50);");
        Assert.Equal("STET0120", await prompt.Says("record P(int X, int Y = 1);"));
        await prompt.Do("force");
        Assert.Equal("true", await prompt.Says("ps.Count == written && written > 0 && ps[^1].Y == 1"));
    }

    [Fact]
    public async Task What_a_task_wrote_and_nobody_looked_at_yet_follows()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int X);", "ps = new List<P>(); written = 0", "task = Task.Run(() => { for (var i = 0; i < 10; i++) { ps.Add(new P(i)); written++; Thread.Sleep(1); } });");
        await prompt.Do("record P(int X, int Y = 1);");
        Assert.Equal("(10, 10, 1)", await prompt.Says("(ps.Count, written, ps[9].Y)"));
    }

    [Theory]
    [InlineData("void work() { while (go) { lock (ps) { ps.Add(new P(ps.Count)); written++; } Thread.Sleep(2); } }", "task = Task.Run(work);")]
    [InlineData("void work() { while (go) { lock (ps) { ps.Add(new P(ps.Count)); written++; } Thread.Sleep(2); } }", "thread = new Thread(work); thread.Start();")]
    [InlineData("void work(object? state) { while (go) { lock (ps) { ps.Add(new P(ps.Count)); written++; } Thread.Sleep(2); } }", "ThreadPool.QueueUserWorkItem(work);")]
    [InlineData("void work() { while (go) { lock (ps) { ps.Add(new P(ps.Count)); written++; } Thread.Sleep(2); } } Task begin() => Task.Run(work);", "task = begin();")]
    [InlineData("void work() { while (go) { lock (ps) { ps.Add(new P(ps.Count)); written++; } Thread.Sleep(2); } }", "Action w = work; task = Task.Factory.StartNew(w);")]
    [InlineData("void work(object? state) { if (go) lock (ps) { ps.Add(new P(ps.Count)); written++; } }", "timer = new Timer(work, null, 1, 5);")]
    [InlineData("void work(object? state) { if (go) lock (ps) { ps.Add(new P(ps.Count)); written++; } } Timer begin() => new(work, null, 1, 5);", "timer = begin();")]
    [InlineData("void work() { if (go) lock (ps) { ps.Add(new P(ps.Count)); written++; } }", "timer = new System.Timers.Timer(5); timer.Elapsed += (_, _) => work(); timer.Start();")]
    public async Task What_is_handed_over_by_name_and_timers_between_ticks_are_known(string definitions, string start)
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int X);", "ps = new List<P>(); go = true; written = 0", definitions, start, "while (written == 0) Thread.Sleep(5);");
        var refused = await prompt.Submit("record P(int X, int Y = 1);");
        Assert.Equal("STET0120", Assert.Single(refused.Errors).Code);
        Assert.Contains("In[4]", refused.Errors[0].Message, StringComparison.Ordinal);
        await prompt.Do("force");
        Assert.Equal("true", await prompt.Says("ps.Count == written && written > 0 && ps[^1].Y == 1"));
        await prompt.Do("Thread.Sleep(30);");
        Assert.Equal("true", await prompt.Says("ps.Count == written"));
    }

    [Theory]
    [InlineData("async Task work() { await first.Task; ps.Add(new P(ps.Count)); }")]
    [InlineData("async Task<int> work() { await first.Task; ps.Add(new P(ps.Count)); return 1; }")]
    [InlineData("async Task work() => ps.Add(new P(await first.Task));")]
    [InlineData("async ValueTask work() { await first.Task; ps.Add(new P(ps.Count)); }")]
    [InlineData("async ValueTask<int> work() { await first.Task; ps.Add(new P(ps.Count)); return 1; }")]
    [InlineData("async void work() { await first.Task; ps.Add(new P(ps.Count)); }")]
    [InlineData("async System.Threading.Tasks.Task work() { await first.Task; ps.Add(new P(ps.Count)); }")]
    [InlineData("[System.Diagnostics.DebuggerStepThrough] async Task work() { await first.Task; ps.Add(new P(ps.Count)); }")]
    [InlineData("void work() { later(); async Task later() { await first.Task; ps.Add(new P(ps.Count)); } }")]
    [InlineData("class Worker { public async Task Later() { await first.Task; ps.Add(new P(ps.Count)); } } void work() => new Worker().Later();")]
    public async Task An_async_function_is_in_the_background_from_its_first_wait_to_its_end(string definitions)
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int X);", "ps = new List<P>(); first = new TaskCompletionSource<int>();", definitions, "work();");
        var refused = await prompt.Submit("record P(int X, int Y = 1);");
        Assert.Equal("STET0120", Assert.Single(refused.Errors).Code);
        Assert.Contains("In[4]", refused.Errors[0].Message, StringComparison.Ordinal);
        await prompt.Do("first.SetResult(7); while (ps.Count == 0) Thread.Sleep(2);", "record P(int X, int Y = 1);");
        Assert.Equal("1", await prompt.Says("ps[0].Y"));
    }

    [Fact]
    public async Task An_async_function_that_ends_by_an_exception_is_in_the_background_no_more()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int X);", "ps = new List<P> { new(1) };", "async Task work() { await Task.Yield(); ps.Add(new P(2)); throw new Exception(\"no\"); }", "t = work();", "while (!t.IsFaulted) Thread.Sleep(2);");
        await prompt.Do("record P(int X, int Y = 1);");
        Assert.Equal("2", await prompt.Says("ps.Sum(p => p.Y)"));
    }

    [Fact]
    public async Task An_async_function_of_the_workspaces_own_task_type_works()
    {
        await using var prompt = new Prompt();
        await prompt.Do("""
            [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(System.Runtime.CompilerServices.AsyncValueTaskMethodBuilder))] struct Task { public static implicit operator Task(ValueTask t) => default; }
            """, "async System.Threading.Tasks.Task<int> work() { await System.Threading.Tasks.Task.Yield(); return 3; }");
        Assert.Equal("3", await prompt.Says("work().Result"));
    }

    [Fact]
    public async Task A_timer_that_has_ended_stands_against_nothing()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int X);", "ps = new List<P>();", "void work(object? state) { lock (ps) ps.Add(new P(ps.Count)); }");
        await prompt.Do("often = new Timer(work, null, 1, 5);", "once = new Timer(work, null, 1, Timeout.Infinite);", "while (ps.Count < 5) Thread.Sleep(5);", "often.Dispose();");
        await prompt.Do("record P(int X, int Y = 1);");
        Assert.Equal("true", await prompt.Says("ps.Count >= 5 && ps.All(p => p.Y == 1)"));
    }

    [Fact]
    public async Task Work_that_waits_for_a_thread_belongs_to_its_run_already()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record P(int X);", "ps = new List<P>(); first = new TaskCompletionSource();", "void work() => ps.Add(new P(ps.Count));", "later = first.Task.ContinueWith(_ => work());");
        Assert.Equal("STET0120", await prompt.Says("record P(int X, int Y = 1);"));
        await prompt.Do("first.SetResult(); later.Wait();", "record P(int X, int Y = 1);");
        Assert.Equal("1", await prompt.Says("ps[0].Y"));
    }
}
