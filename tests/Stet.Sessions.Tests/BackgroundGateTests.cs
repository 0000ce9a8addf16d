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
        await prompt.Do("record P(int X);", "ps = new List<P>(); written = 0", "task = Task.Run(() => { for (var i = 0; i < 50; i++) { ps.Add(new P(i)); written++; Thread.Sleep(1); } });");
        await prompt.Do("record P(int X, int Y = 1);");
        Assert.Equal("(50, 50, 1)", await prompt.Says("(ps.Count, written, ps[49].Y)"));
    }
}
