namespace Stet.Sessions.Tests;

public class KeepingTests
{
    [Fact]
    public async Task Values_and_definitions_come_back()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Day(int N, string Name);", "days = new List<Day> { new(1, \"mon\"), new(2, \"tue\") };", "int f() => days.Count;");
        await prompt.Reopen();
        Assert.Equal("2", await prompt.Says("f()"));
        Assert.Equal("\"tue\"", await prompt.Says("days[1].Name"));
    }

    [Fact]
    public async Task Aliases_are_one_object_before_and_after_reopening()
    {
        await using var prompt = new Prompt();
        await prompt.Do("a = new List<int> { 1 };", "b = a;", "c = new Dictionary<string, List<int>> { [\"x\"] = a };");
        await prompt.Reopen();
        await prompt.Do("b.Add(2);");
        Assert.Equal("2", await prompt.Says("a.Count"));
        Assert.Equal("true", await prompt.Says("ReferenceEquals(a, c[\"x\"])"));
        await prompt.Reopen();
        Assert.Equal("4", await prompt.Says("a.Count + c[\"x\"].Count"));
    }

    [Fact]
    public async Task A_change_through_one_name_of_a_restored_object_is_kept_for_names_that_nobody_has_used_since()
    {
        await using var prompt = new Prompt();
        await prompt.Do("a = new List<int> { 1 };", "b = a;", "c = new Dictionary<string, List<int>> { [\"x\"] = a };", "d = (a, 1);");
        await prompt.Reopen();
        await prompt.Do("b.Add(2);");
        await prompt.Reopen();
        Assert.Equal("2", await prompt.Says("a.Count"));
        Assert.Equal("true", await prompt.Says("ReferenceEquals(a, b) && ReferenceEquals(a, c[\"x\"]) && ReferenceEquals(a, d.Item1)"));
    }

    [Fact]
    public async Task A_change_made_in_a_function_is_kept()
    {
        await using var prompt = new Prompt();
        await prompt.Do("a = new List<int>();", "void add(int n) { a.Add(n); }", "add(4);");
        await prompt.Reopen();
        Assert.Equal("4", await prompt.Says("a[0]"));
    }

    [Fact]
    public async Task A_change_made_through_an_alias_is_kept_in_all()
    {
        await using var prompt = new Prompt();
        await prompt.Do("a = new int[3];", "b = a;", "b[1] = 7;");
        await prompt.Reopen();
        Assert.Equal("7", await prompt.Says("a[1]"));
    }

    [Fact]
    public async Task A_lambda_comes_back_bound_to_its_variable()
    {
        await using var prompt = new Prompt();
        await prompt.Do("x = 1", "f = () => x + 1;");
        await prompt.Reopen();
        Assert.Equal("2", await prompt.Says("f()"));
        await prompt.Do("x = 10");
        Assert.Equal("11", await prompt.Says("f()"));
    }

    [Fact]
    public async Task Anonymous_types_are_one_type_in_all_submissions()
    {
        await using var prompt = new Prompt();
        await prompt.Do("a = new { N = 1, S = \"x\" };", "b = new { N = 1, S = \"x\" };");
        Assert.Equal("true", await prompt.Says("a.Equals(b)"));
        await prompt.Reopen();
        Assert.Equal("\"x\"", await prompt.Says("a.S"));
    }

    [Fact]
    public async Task Static_types_of_nested_generics_come_back()
    {
        await using var prompt = new Prompt();
        await prompt.Do("t = (Name: \"a\", Pairs: new Dictionary<int, (int A, string B)> { [1] = (2, \"b\") });");
        await prompt.Reopen();
        Assert.Equal("\"b\"", await prompt.Says("t.Pairs[1].B"));
    }

    /// <summary>A number cannot change, but the variable that holds it can be assigned where the submission does not say so.</summary>
    [Theory]
    [InlineData("int add(int by) => total += by;", "add(5)")]
    [InlineData("void add() { total = 5; }", "add();")]
    [InlineData("int Outer() { Inner(); return 1; } void Inner() { total = total + 5; }", "Outer()")]
    [InlineData("class Counter { public int Up => total += 5; }", "new Counter().Up")]
    [InlineData("add = () => { total += 5; };", "add();")]
    public async Task An_immutable_value_that_other_code_assigns_is_kept(string code, string change)
    {
        await using var prompt = new Prompt();
        await prompt.Do("total = 0;", code, change);
        Assert.Equal("5", await prompt.Says("total"));
        await prompt.Reopen();
        Assert.Equal("5", await prompt.Says("total"));
    }
}
