using Stet.Model;

namespace Stet.Sessions.Tests;

/// <summary>Running recipes again: what runs, in which order, and what does not.</summary>
public class RefreshTests
{
    /// <summary>A function that says when it runs.</summary>
    private const string Loud = "int loud(string who, int n) { Console.Write(who + \" \"); return n; }";

    [Fact]
    public async Task Assigned_values_never_run_again_by_themselves()
    {
        await using var prompt = await Made(Loud, "k = 1;", "x = loud(\"x\", k);");
        Assert.Equal("", (await prompt.Submit("k = 2;")).Stdout);
        Assert.Equal("", (await prompt.Submit("int loud(string who, int n) { Console.Write(who + \"! \"); return n; }")).Stdout);
        Assert.Equal(("1", ""), await Shown(prompt, "x"));
        await prompt.Reopen();
        Assert.Equal(("1", ""), await Shown(prompt, "x"));
    }

    [Fact]
    public async Task Refresh_runs_the_recipe_in_the_newest_world()
    {
        await using var prompt = await Made("int f(int n) => n * 2;", "k = 5;", "x = f(k);", "int f(int n) => n * 3;", "k = 6;", "refresh x");
        Assert.Equal("18", await prompt.Says("x"));
        Assert.Equal("\"\"", await prompt.Says("why(x).Outdated"));
        Assert.Equal("\"x = f(k);\"", await prompt.Says("why(x).Steps[0].Code"));
        await prompt.Do("undo");
        Assert.Equal("10", await prompt.Says("x"));
    }

    [Fact]
    public async Task Refresh_alone_makes_what_is_outdated_in_order_and_nothing_else()
    {
        await using var prompt = await Made(
            Loud, "k = 1;", "c = 0;", "b = loud(\"b\", k);", "a = loud(\"a\", b);", "c = loud(\"c\", a + b);", "d = loud(\"d\", 4);", "k = 2;");
        var outcome = await prompt.Submit("refresh");
        Assert.Equal("b a c ", outcome.Stdout);
        Assert.Equal("refreshed: b, a, c", Assert.Single(outcome.Notes).Text);
        Assert.Equal("(2, 2, 4)", await prompt.Says("(a, b, c)"));
        Assert.Equal("nothing is outdated", Assert.Single((await prompt.Submit("refresh")).Notes).Text);
    }

    [Fact]
    public async Task Refreshing_one_makes_what_it_is_made_from_first_and_nothing_else()
    {
        await using var prompt = await Made(Loud, "k = 1;", "a = loud(\"a\", k);", "b = loud(\"b\", a);", "c = loud(\"c\", a);", "k = 2;");
        Assert.Equal("a b ", (await prompt.Submit("refresh b")).Stdout);
        Assert.Equal("(2, 2, 1)", await prompt.Says("(a, b, c)"));
    }

    [Fact]
    public async Task An_equal_result_stops_the_wave()
    {
        await using var prompt = await Made(Loud, "k = 1;", "a = loud(\"a\", k / 10);", "b = loud(\"b\", a);", "k = 2;");
        Assert.Equal("a ", (await prompt.Submit("refresh")).Stdout);
        Assert.Empty((await prompt.Submit("(a, b)")).Notes);
    }

    [Fact]
    public async Task What_changed_a_variable_in_place_is_run_again_too()
    {
        await using var prompt = await Made("int f(int n) => n;", "x = new List<int> { f(1) };", "y = 0;", "x.Add(f(2));", "b = x;", "int f(int n) => -n;", "refresh x");
        Assert.Equal("List<int>(2) { -1, -2 }", await prompt.Says("x"));
    }

    [Fact]
    public async Task Only_the_statements_concerned_are_run_again()
    {
        await using var prompt = await Made(Loud, "k = 1;", "x = loud(\"x\", k); y = loud(\"y\", 7); z = loud(\"z\", x + k);", "y = 8;", "k = 2;");
        Assert.Equal("x z ", (await prompt.Submit("refresh")).Stdout);
        Assert.Equal("(2, 8, 4)", await prompt.Says("(x, y, z)"));
    }

    [Fact]
    public async Task It_runs_in_the_directory_of_then()
    {
        await using var prompt = new Prompt();
        prompt.Save("one/a.txt", "1");
        await prompt.Do($"Environment.CurrentDirectory = {Literal(prompt, "one")};", "x = File.ReadAllText(\"a.txt\");", $"Environment.CurrentDirectory = {Literal(prompt, ".")};");
        prompt.Save("one/a.txt", "2");
        await prompt.Do("refresh x");
        Assert.Equal("\"2\"", await prompt.Says("x"));
        Assert.Equal("false", await prompt.Says("File.Exists(\"a.txt\")"));
    }

    [Theory]
    [InlineData("int f(int n) => n;", "x = f(3);", "string f(string s) => s;", "x cannot be made again: In[2]:1:7: ")]
    [InlineData("k = 1;", "x = k;", "drop k", "x cannot be made again: In[2]:1:5: The name 'k' does not exist in the current context. It is as it was.")]
    [InlineData("k = 1;", "var (x, y) = (k, k);", "y = 5;", "x cannot be made again: In[2] assigns y too, which In[3] has made what it is: that would be overwritten. It is as it was.")]
    [InlineData("k = 1;", "x = k;", "x.ToString();", "")]
    public async Task What_cannot_be_made_again_is_told_and_nothing_runs(string before, string making, string change, string expected)
    {
        await using var prompt = await Made(before, making);
        await prompt.Submit(change);
        var outcome = await prompt.Submit("refresh x");
        Assert.StartsWith(expected, outcome.Errors.FirstOrDefault()?.Message ?? "", StringComparison.Ordinal);
        Assert.Equal(expected.Length == 0, outcome.Ok);
    }

    [Fact]
    public async Task Others_are_made_although_one_cannot_be()
    {
        await using var prompt = await Made("int f() => 1; int g() => 1;", "x = f();", "y = g();", "z = x + y;", "int g() => 2;", "drop f");
        var outcome = await prompt.Submit("refresh");
        Assert.Equal("x cannot be made again: In[2]:1:5: The name 'f' does not exist in the current context. It is as it was.\nz cannot be made again: it is made from x. It is as it was.", Assert.Single(outcome.Errors).Message);
        Assert.Equal("(1, 2, 2)", await prompt.Says("(x, y, z)"));
    }

    [Fact]
    public async Task What_else_running_it_again_changes_is_told()
    {
        await using var prompt = await Made("k = 1;", "var (x, y) = (k, k);", "k = 2;");
        var outcome = await prompt.Submit("refresh x");
        Assert.Equal(["refreshed: x", "running that again has also changed y"], outcome.Notes.Select(n => n.Text));
    }

    [Fact]
    public async Task A_lambda_in_a_refreshed_value_is_kept_with_its_code()
    {
        await using var prompt = await Made("k = 1;", "b = 2; x = new[] { (Func<int, int>)(n => n + b) }; c = 3; y = x[0](k) + x.Length;", "k = 5;", "refresh");
        await prompt.Do("refresh x");
        await prompt.Reopen();
        Assert.Equal("(12, 8)", await prompt.Says("(x[0](10), y)"));
    }

    [Theory]
    [InlineData("refresh nothing", "nothing cannot be made again: there is no variable nothing. It is as it was.")]
    [InlineData("refresh f", "f cannot be made again: f is a definition: it is always up to date. It is as it was.")]
    public async Task A_name_without_a_recipe_is_refused(string command, string expected)
    {
        await using var prompt = await Made("int f() => 1;");
        Assert.Equal(expected, Assert.Single((await prompt.Submit(command)).Errors).Message);
    }

    private static string Literal(Prompt prompt, string folder) => $"@\"{Path.Combine(prompt.Folder, folder)}\"";

    private static async Task<Prompt> Made(params string[] submissions)
    {
        var prompt = new Prompt();
        await prompt.Do(submissions);
        return prompt;
    }

    private static async Task<(string?, string)> Shown(Prompt prompt, string code)
    {
        var outcome = await prompt.Submit(code);
        return (outcome.Text, outcome.Stdout);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_renamed_is_made_again_under_its_new_names(bool reopen)
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Row(int N);", "int f(int n) => n * 10;", "k = 1;", "total => f(k) + 1;", "xs = new List<Row> { new(k) };", "x = total + f(xs[0].N); y = x + 1;");
        await prompt.Do("rename f scale", "rename k rate", "rename total sum", "rename Row.N Count", "rename Row Line", "rename xs lines", "rename x made", "rename sum whole");
        if (reopen)
        {
            await prompt.Reopen();
        }

        await prompt.Do("int scale(int n) => n * 100;", "rate = 2;");
        await prompt.Do("refresh");
        Assert.Equal("(401, 402, 2)", await prompt.Says("(made, y, lines[0].Count)"));
        Assert.Equal("0", await prompt.Says("who().Count(v => v.Outdated.Length > 0)"));
        await prompt.Do("rename made result", "rate = 3;", "refresh result");
        Assert.Equal("601", await prompt.Says("result"));
    }
}
