namespace Stet.Sessions.Tests;

/// <summary>Whether a workspace would come up from its files alone.</summary>
public class CheckTests
{
    [Fact]
    public async Task A_sound_workspace_is_well_and_what_is_only_a_value_is_said()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Day(int N);", "days = new List<Day> { new(1) };", "int f() => days.Count;");
        var check = await prompt.Session.List("check");
        Assert.Empty(check.Errors);
        Assert.Equal("all is well\nexist only as values, not in files: days", check.Text);
    }

    [Fact]
    public async Task A_recipe_that_does_not_compile_any_more_is_said()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int g(int n) => n;", "x = g(3)", "int g(string s) => s.Length;");
        var check = await prompt.Session.List("check");
        Assert.Empty(check.Errors);
        Assert.Contains("x has no recipe that still compiles: In[2]:1:7", check.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_do_not_make_a_workspace_are_told()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1;", "int g() => f();");
        Assert.Equal("STET0100", await prompt.Says("string f() => \"text\";"));
        await prompt.Do("force");
        var check = await prompt.Session.List("check");
        Assert.Equal("CS0029", Assert.Single(check.Errors).Code);
    }
}
