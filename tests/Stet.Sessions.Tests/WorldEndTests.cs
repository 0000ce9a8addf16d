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
}
