namespace Stet.Sessions.Tests;

/// <summary>A run sees one world from start to end.</summary>
public class RunsInFlightTests
{
    [Fact]
    public async Task Caller_and_callee_change_together_for_a_thousand_runs()
    {
        await using var prompt = new Prompt();
        await prompt.Do(
            "go = true; mixed = 0; calls = 0", Definitions(0),
            "async Task Hold() { var first = Caller(); while (go) { var now = Caller(); if (now != first || now[0] != now[1]) Interlocked.Increment(ref mixed); Interlocked.Increment(ref calls); await Task.Delay(20); } }",
            "all = Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Hold()));");
        for (var version = 1; version <= 5; version++)
        {
            await prompt.Do(Definitions(version));
            Assert.Equal($"\"{version}{version}\"", await prompt.Says("Caller()"));
        }

        Assert.Equal("(0, true)", await prompt.Says("go = false; all.Wait(); (mixed, calls >= 1000)"));
    }

    [Theory]
    [InlineData("task = work(6);", "task.Wait();")]
    [InlineData("tasks = Enumerable.Range(6, 1).Select(work).ToList();", "Task.WaitAll(tasks);")]
    public async Task A_body_changes_while_an_async_function_that_calls_it_waits(string start, string end)
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Item(int X);", "items = new List<Item>(); gate = new TaskCompletionSource();", "int told() => 1;", "async Task<int> work(int n) { await gate.Task; items.Add(new Item(n + told())); return n; }", start);
        await prompt.Do("int told() => 10;");
        Assert.Equal("STET0120", await prompt.Says("record Item(int X, int Y = 1);"));
        Assert.Equal("(7, 10)", await prompt.Says($"gate.SetResult(); {end} (items[0].X, told())"));
        await prompt.Do("record Item(int X, int Y = 1);");
        Assert.Equal("1", await prompt.Says("items[0].Y"));
    }

    /// <summary>The callee takes one more argument in each version.</summary>
    private static string Definitions(int version)
    {
        var parameters = string.Join(", ", Enumerable.Range(0, version).Select(i => $"int p{i}"));
        var arguments = string.Join(", ", Enumerable.Range(0, version));
        return $"string Callee({parameters}) => \"{version}\"; string Caller() => \"{version}\" + Callee({arguments});";
    }
}
