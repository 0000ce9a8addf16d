using Stet.Model;

namespace Stet.Sessions.Tests;

public class StoppingTests
{
    [Theory]
    [InlineData("long q = 0; Console.Write('s'); while (true) q++;")]
    [InlineData("Console.Write('s'); while (true) ;")]
    [InlineData("Console.Write('s'); Thread.Sleep(100000);")]
    [InlineData("Console.Write('s'); Task.Delay(100000).Wait();")]
    [InlineData("Console.Write('s'); await Task.Delay(100000);")]
    [InlineData("Console.Write('s'); Enumerable.Range(0, int.MaxValue).Where(i => i % 2 == 3).Count()")]
    [InlineData("Console.Write('s'); Parallel.For(0, int.MaxValue, i => { double d = i * 2.0; });")]
    public async Task A_run_is_stopped_and_the_workspace_goes_on(string code)
    {
        await using var prompt = new Prompt();
        var started = new FirstOutput();
        var running = prompt.Session.Submit(code, started);
        await started.Written.Task;
        prompt.Session.Interrupt();
        var outcome = await running;
        Assert.Equal("STET0201", Assert.Single(outcome.Errors).Code);
        Assert.Equal("2", await prompt.Says("1 + 1"));
    }

    [Theory]
    [InlineData("try { Console.Write('s'); while (true) ; } catch { }")]
    [InlineData("try { Console.Write('s'); while (true) ; } catch (Exception e) { throw new Exception(\"mine\", e); }")]
    [InlineData("try { Console.Write('s'); Thread.Sleep(100000); } catch { } 5")]
    [InlineData("new Slow()")]
    [InlineData("new[] { new Slow(), new Slow() }")]
    public async Task Code_that_catches_everything_does_not_turn_a_stop_into_success(string code)
    {
        await using var prompt = new Prompt();
        await prompt.Do("class Slow { public override string ToString() { Console.Write('s'); while (true) ; } }");
        var started = new FirstOutput();
        var running = prompt.Session.Submit(code, started);
        await started.Written.Task;
        prompt.Session.Interrupt();
        var outcome = await running;
        Assert.Equal("STET0201", Assert.Single(outcome.Errors).Code);
        Assert.Null(outcome.Text);
        Assert.Equal(EntryState.Interrupted, prompt.Session.History(new(Limit: 1))[0].State);
    }

    [Theory]
    [InlineData("int f(int n) => f(n + 1) + 1;", "f(0)")]
    [InlineData("int f(int n) => g(n) + 1; int g(int n) => f(n) + 1;", "f(0)")]
    [InlineData("class C { public int P => P + 1; }", "new C().P")]
    [InlineData("class C { int p; public int P { get => p; set { P = value; p++; } } }", "new C().P = 3")]
    [InlineData("Func<int, int> f = null; f = n => f(n + 1) + 1;", "f(0)")]
    public async Task A_runaway_recursion_is_an_exception(string definition, string call)
    {
        await using var prompt = new Prompt();
        await prompt.Do(definition);
        Assert.Equal("InsufficientExecutionStackException", await prompt.Says(call));
    }

    [Fact]
    public async Task Deep_recursion_is_ordinary()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f(int n) => n == 0 ? 0 : 1 + f(n - 1);");
        Assert.Equal("20000", await prompt.Says("f(20000)"));
    }
}
