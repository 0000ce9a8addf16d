namespace Stet.Sessions.Tests;

public class TravelTests
{
    [Theory]
    [InlineData("k = 5; f = (int x) => x + k;")]
    [InlineData("k = 5; f = (int x) => x + k; k = 5;")]
    [InlineData("var k = 5; Func<int, int> f = x => x + k;")]
    public async Task A_lambda_reads_the_variable_that_its_own_submission_declared(string submission)
    {
        await using var prompt = new Prompt();
        await prompt.Do(submission);
        Assert.Equal("13", await prompt.Says("f(8)"));
        await prompt.Reopen();
        Assert.Equal("13", await prompt.Says("f(8)"));
        await prompt.Do("k = 6");
        Assert.Equal("14", await prompt.Says("f(8)"));
        await prompt.Reopen();
        await prompt.Do("k = 7");
        Assert.Equal("15", await prompt.Says("f(8)"));
        await prompt.Do("k = \"text\"");
        Assert.NotEqual("8", await prompt.Says("f(8)"));
    }

    [Fact]
    public async Task Undo_names_what_really_changed()
    {
        await using var prompt = new Prompt();
        await prompt.Do("a = new List<int> { 1 }; n = 1; b = new object[] { a, 5 }; c = a;", "b[1] = 6;", "c = new List<int> { 9 };", "a.Add(2);");
        Assert.Equal("undone: a, b", Assert.Single((await prompt.Submit("undo")).Notes).Text);
        Assert.Equal("undone: c", Assert.Single((await prompt.Submit("undo")).Notes).Text);
        Assert.Equal("undone: b", Assert.Single((await prompt.Submit("undo")).Notes).Text);
    }

    [Fact]
    public async Task A_submission_that_no_value_uses_any_more_is_removed_and_comes_back_with_its_value()
    {
        await using var prompt = new Prompt();
        await prompt.Do("Func<int> f = () => 41 + 1;");
        await prompt.Reopen();
        var before = await prompt.Says("at(1).Get<Func<int>>(\"f\")()");
        await prompt.Reopen();
        await prompt.Do("drop f");
        Assert.Contains("In1", await prompt.Says("log()[0].Changes"), StringComparison.Ordinal);
        Assert.Equal(("42", "42"), (before, await prompt.Says("at(1).Get<Func<int>>(\"f\")()")));
        await prompt.Do("undo");
        Assert.Equal("42", await prompt.Says("f()"));
        await prompt.Reopen();
        Assert.Equal("42", await prompt.Says("f()"));
    }

    [Fact]
    public async Task Undo_and_redo_take_values_back_and_forth()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 1", "x = 2", "undo");
        Assert.Equal("1", await prompt.Says("x"));
        await prompt.Do("redo");
        Assert.Equal("2", await prompt.Says("x"));
    }

    [Fact]
    public async Task Undo_takes_definitions_back_in_their_file()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1;", "int f() => 2;", "undo");
        Assert.Equal("1", await prompt.Says("f()"));
        Assert.Contains("=> 1", prompt.Read("workspace.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_takes_back_what_is_still_being_kept()
    {
        await using var prompt = new Prompt();
        await prompt.Do("a = 1;", "b = new byte[150_000_000]; new Random(1).NextBytes(b);");
        Assert.Equal("undone: b", Assert.Single((await prompt.Submit("undo")).Notes).Text);
        await prompt.Reopen();
        Assert.Equal("a", await prompt.Says("Console.Write(string.Join(' ', who().Select(v => v.Name)));"));
    }

    [Fact]
    public async Task Undo_keeps_sharing()
    {
        await using var prompt = new Prompt();
        await prompt.Do("a = new List<int> { 1 };", "b = a;", "b.Add(2);", "undo");
        Assert.Equal("1", await prompt.Says("a.Count"));
        await prompt.Do("a.Add(9);");
        Assert.Equal("9", await prompt.Says("b[1]"));
    }

    [Fact]
    public async Task A_lambda_sees_undone_variables()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 1", "f = () => x;", "x = 2");
        Assert.Equal("2", await prompt.Says("f()"));
        await prompt.Do("undo");
        Assert.Equal("1", await prompt.Says("f()"));
    }

    [Fact]
    public async Task Undo_of_a_change_half_way_is_whole()
    {
        await using var prompt = new Prompt();
        await prompt.Do("l = new List<int> { 1 };");
        Assert.Equal("Exception", await prompt.Says("l.Add(2); throw new Exception();"));
        await prompt.Do("undo");
        Assert.Equal("1", await prompt.Says("l.Count"));
    }

    [Fact]
    public async Task Undo_of_a_retyping_heals_functions()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 3", "int f() => x + 1;", "x = \"s\"", "undo");
        Assert.Equal("4", await prompt.Says("f()"));
    }

    [Fact]
    public async Task An_earlier_state_can_be_read_and_does_not_touch_the_present()
    {
        await using var prompt = new Prompt();
        await prompt.Do("l = new List<int> { 1 };", "l.Add(2);");
        Assert.Equal("1", await prompt.Says("((List<int>)at(1)[\"l\"]!).Count"));
        Assert.Equal("2", await prompt.Says("l.Count"));
    }

    [Fact]
    public async Task Dropped_variables_come_back_with_undo()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 5", "drop x");
        Assert.Equal("CS0103", await prompt.Says("x"));
        await prompt.Do("undo");
        Assert.Equal("5", await prompt.Says("x"));
    }

    [Fact]
    public async Task What_a_function_uses_is_not_dropped()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 5", "int f() => x;");
        Assert.Equal("STET0404", await prompt.Says("drop x"));
        Assert.Equal("5", await prompt.Says("f()"));
    }
}
