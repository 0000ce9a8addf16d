using Stet.Model;

namespace Stet.Sessions.Tests;

/// <summary>What an assigned variable knows of how it was made, and what marks it outdated.</summary>
public class RecipeTests
{
    [Fact]
    public async Task A_changed_definition_marks_what_was_made_by_it()
    {
        await using var prompt = await Made("int f(int n) => n * 2;", "x = f(3);");
        Assert.Equal("", await Outdated(prompt, "x"));
        await prompt.Do("int f(int n) => n * 3;");
        Assert.Equal("f has changed", await Outdated(prompt, "x"));
    }

    [Fact]
    public async Task A_comment_or_another_layout_marks_nothing()
    {
        await using var prompt = await Made("int f(int n) => n * 2;", "x = f(3);", "// twice\nint f(int n)\n{\n    return n * 2;\n}");
        Assert.Equal("", await Outdated(prompt, "x"));
    }

    [Fact]
    public async Task What_is_equal_again_is_not_outdated_any_more()
    {
        await using var prompt = await Made("int f(int n) => n * 2;", "k = 5;", "x = f(k);", "int f(int n) => n * 3;", "k = 6;");
        Assert.Equal("k and f have changed", await Outdated(prompt, "x"));
        await prompt.Do("int f(int n) => n * 2;", "k = 5;");
        Assert.Equal("", await Outdated(prompt, "x"));
    }

    [Fact]
    public async Task A_changed_input_marks_what_was_made_from_it_and_what_was_made_from_that()
    {
        await using var prompt = await Made("a = new List<int> { 1 };", "b = a.Count;", "c = b + 1;", "d = 7;", "a.Add(2);");
        Assert.Equal("a has changed", await Outdated(prompt, "b"));
        Assert.Equal("b is outdated", await Outdated(prompt, "c"));
        Assert.Equal("", await Outdated(prompt, "d"));
        Assert.Equal("", await Outdated(prompt, "a"));
    }

    [Theory]
    [InlineData("int g(int n) => n + 1; int f(int n) => g(n) * 2;", "x = f(3);", "int g(int n) => n + 2;", "g has changed")]
    [InlineData("int f() => k * 2; k = 2;", "x = f();", "k = 3;", "k has changed")]
    [InlineData("class K { public const int Max = 3; }", "x = K.Max;", "class K { public const int Max = 4; }", "K has changed")]
    [InlineData("k = 2; h = new Func<int, int>(n => n * k);", "x = h(3);", "k = 3;", "k has changed")]
    [InlineData("int f(int n) => n; ", "x = Enumerable.Range(0, 3).Select(f).ToList();", "int f(int n) => -n;", "f has changed")]
    [InlineData("k = 2; u = 1;", "x = u; y = k;", "k = 3;", "")]
    [InlineData("k = 2;", "t = k * 2; x = t + 1;", "t = 9;", "t has changed")]
    [InlineData("k = 2;", "x = k; k = k + 1;", "1", "k has changed")]
    [InlineData("k = 2; x = 1;", "(x, k) = (k, x);", "1", "")]
    [InlineData("int f() => 2;", "x = f();", "drop f", "f is gone")]
    [InlineData("k = 2;", "x = k;", "drop k", "k is gone")]
    public async Task A_recipe_holds_what_was_reached(string before, string making, string change, string expected)
    {
        await using var prompt = await Made(before, making, change);
        Assert.Equal(expected, await Outdated(prompt, "x"));
    }

    /// <summary>What cannot change in place was made by who assigned it, not by code that ran afterwards and reaches it.</summary>
    [Theory]
    [InlineData("int near() => x.Length;", "x = \"JFK\"; near()", "int near() => x.Length + 1;", "")]
    [InlineData("near => x.Length;", "x = \"JFK\"; near", "near => x.Length + 1;", "")]
    [InlineData("int near() => x.Length;", "x = \"LAX\"; x = \"JFK\"; near()", "int near() => x.Length + 1;", "")]
    [InlineData("record Place(string Code); Place at = new(\"\"); string near() => at.Code;", "at = new Place(\"JFK\"); near(); x = at.Code;", "string near() => at.Code + 1;", "")]
    [InlineData("n = 1; int near() { n.ToString(); return n; }", "n = 2; near(); x = n;", "int near() => n + 1;", "")]
    [InlineData("n = 1; int near() { n++; return n; }", "n = 2; near(); x = n;", "int near() => n + 1;", "n is outdated")]
    [InlineData("n = 1; void near() => Set(ref n); void Set(ref int k) => k = 7;", "n = 2; near(); x = n;", "void near() => n = 8;", "n is outdated")]
    [InlineData("n = 1; void near() => int.TryParse(\"7\", out n);", "n = 2; near(); x = n;", "void near() => n = 8;", "n is outdated")]
    [InlineData("n = 1; m = 1; void near() => (n, m) = (5, 6);", "n = 2; near(); x = n;", "void near() => n = 8;", "n is outdated")]
    [InlineData("n = 1; void near() { void inner() => n = 5; Action a = inner; a(); }", "n = 2; near(); x = n;", "void near() => n = 8;", "n is outdated")]
    [InlineData("n = 1; async Task near() { await Task.Yield(); n = 5; }", "n = 2; await near(); x = n;", "async Task near() { await Task.Yield(); n = 8; }", "n is outdated")]
    [InlineData("n = 1; Action set = () => n = 5; void near() => set();", "n = 2; near(); x = n;", "void near() { set(); n = 8; }", "n is outdated")]
    [InlineData("n = (1, 2); void near() => n.Item1 = 5;", "n = (2, 3); near(); x = n;", "void near() => n.Item1 = 8;", "n is outdated")]
    [InlineData("object n = \"\"; void near() => ((List<int>)n).Add(1);", "n = new List<int>(); near(); x = ((List<int>)n).Count; n = \"a\";", "void near() => ((List<int>)n).Add(2);", "near has changed")]
    [InlineData("var n = new List<int>(); void near() => n.Add(1);", "n = new List<int>(); near(); x = n;", "void near() => n.Add(2);", "n is outdated")]
    public async Task A_value_that_cannot_change_in_place_is_due_to_who_assigns_it(string before, string making, string change, string expected)
    {
        await using var prompt = await Made("x = \"\";", before, making, change);
        Assert.Equal(expected, await Outdated(prompt, "x"));
    }

    [Fact]
    public async Task A_lambda_that_lives_on_follows_by_itself()
    {
        await using var prompt = await Made("int f(int n) => n;", "k = 1;", "x = new List<Func<int, int>> { n => f(n) + k };", "int f(int n) => -n;", "k = 2;");
        Assert.Equal("", await Outdated(prompt, "x"));
        Assert.Equal("-3", await prompt.Says("x[0](5)"));
    }

    [Fact]
    public async Task Values_that_follow_their_type_are_not_outdated_by_it()
    {
        await using var prompt = await Made(
            "record P(int X); P Make(int x) => new P(x); record Q(P Of);", "a = new P(1);", "b = new List<P> { a, new P(2) };", "n = b.Count;", "m = Make(3);", "q = new Q(m);", "record P(int X) { public int Y = 7; }");
        Assert.Equal("\"n\"", await prompt.Says("string.Join(' ', who().Where(v => v.Outdated != \"\").Select(v => v.Name))"));
        Assert.Equal("P has changed", await Outdated(prompt, "n"));
        await prompt.Do("P Make(int x) => new P(-x);");
        Assert.Equal(("Make has changed", "m is outdated"), (await Outdated(prompt, "m"), await Outdated(prompt, "q")));
        await prompt.Reopen();
        await prompt.Do("b.Clear();");
        Assert.Equal("b and P have changed", await Outdated(prompt, "n"));
    }

    [Fact]
    public async Task Assigning_anew_begins_a_new_recipe_and_changing_in_place_goes_on_with_it()
    {
        await using var prompt = await Made("int f() => 1;", "x = new List<int> { f() };", "x.Add(f() + 1);");
        Assert.Equal("2", await prompt.Says("why(x).Steps.Count"));
        await prompt.Do("x = new List<int>();");
        Assert.Equal("1", await prompt.Says("why(x).Steps.Count"));
        Assert.Equal("0", await prompt.Says("why(x).Definitions.Count"));
    }

    [Fact]
    public async Task A_change_through_an_alias_belongs_to_both()
    {
        await using var prompt = await Made("a = new List<int> { 1 };", "b = a;", "n = a.Count;");
        Assert.Equal("", await Outdated(prompt, "n"));
        Assert.Equal("1", await prompt.Says("why(a).Steps.Count"));
        await prompt.Do("b.Add(2);");
        Assert.Equal("3", await prompt.Says("why(a).Steps.Count"));
        Assert.Equal("a has changed", await Outdated(prompt, "n"));
        Assert.Equal("", await Outdated(prompt, "b"));
    }

    [Fact]
    public async Task Sharing_alone_changes_nothing()
    {
        await using var prompt = await Made("a = new List<int> { 1 };", "n = a.Count;", "b = a;");
        Assert.Equal("", await Outdated(prompt, "n"));
    }

    [Fact]
    public async Task Using_an_outdated_variable_says_so_once_and_only_then()
    {
        await using var prompt = await Made("int f(int n) => n * 2;", "x = f(3);", "y = f(4);", "int f(int n) => n * 3;");
        var use = await prompt.Submit("(x + y + x, x)");
        var note = Assert.Single(use.Notes);
        Assert.Equal((NoteKind.Outdated, "outdated: x (f has changed), y (f has changed); 'refresh' makes them again"), (note.Kind, note.Text));
        Assert.Equal(["x", "y"], note.Names);
        Assert.Empty((await prompt.Submit("f(1)")).Notes);
        Assert.Empty((await prompt.Submit("x = 5")).Notes);
        Assert.Equal("outdated: y (f has changed); 'refresh y' makes it again", Assert.Single((await prompt.Submit("y")).Notes).Text);
    }

    [Fact]
    public async Task Recipes_survive_reopening_and_are_undone()
    {
        await using var prompt = await Made("int f(int n) => n * 2;", "x = f(3);", "int f(int n) => n * 3;");
        await prompt.Reopen();
        Assert.Equal("f has changed", await Outdated(prompt, "x"));
        await prompt.Do("x = 1;");
        Assert.Equal("", await Outdated(prompt, "x"));
        await prompt.Do("undo");
        Assert.Equal("f has changed", await Outdated(prompt, "x"));
        await prompt.Do("undo");
        Assert.Equal("", await Outdated(prompt, "x"));
    }

    [Fact]
    public async Task A_value_that_is_only_read_after_reopening_is_no_new_version()
    {
        await using var prompt = await Made("x = new List<int> { 1 };", "int f(List<int> l) { foreach (var i in l) Console.Write(i); return l.Count; }");
        await prompt.Reopen();
        await prompt.Do("f(x);");
        Assert.Equal("2", await prompt.Says("log().Count"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Renaming_changes_nothing_and_what_had_changed_stays_changed(bool reopen)
    {
        await using var prompt = await Made("int f(int n) => n; int g(int n) => f(n);", "k = 2; l = 3;", "x = g(k);", "y = f(l);", "l = 4;");
        if (reopen)
        {
            await prompt.Reopen();
        }

        await prompt.Do("rename f first", "rename k count", "rename l limit");
        Assert.Equal(("", "limit has changed"), (await Outdated(prompt, "x"), await Outdated(prompt, "y")));
        Assert.Equal("\"first, g\"", await prompt.Says("string.Join(\", \", why(x).Definitions.Select(d => d.Name))"));
        await prompt.Reopen();
        Assert.Equal(("", "limit has changed"), (await Outdated(prompt, "x"), await Outdated(prompt, "y")));
        await prompt.Do("int first(int n) => n + 1;", "count = 7;");
        Assert.Equal("count and first have changed", await Outdated(prompt, "x"));
    }

    [Fact]
    public async Task The_same_assignment_once_more_is_no_new_version()
    {
        await using var prompt = await Made("x = 1;", "y = 2;", "y = 2;", "undo");
        Assert.Equal("1", await prompt.Says("who().Count"));
    }

    [Fact]
    public async Task Why_leads_to_the_recipes_of_the_inputs_as_they_were()
    {
        await using var prompt = await Made("double rate(int n) => n * 1.5;", "y = 2;", "x = rate(y) + 1;", "z = x * 2;", "y = 3;");
        Assert.Equal("\"x = rate(y) + 1;\"", await prompt.Says("why(z).Inputs[\"x\"].Steps[0].Code"));
        Assert.Equal("\"2\"", await prompt.Says("why(z).Inputs[\"x\"].Inputs[\"y\"].Value"));
        Assert.Equal("\"has changed to 3\"", await prompt.Says("why(z).Inputs[\"x\"].Inputs[\"y\"].State"));
        Assert.Equal("\"y = 2;\"", await prompt.Says("why(z).Inputs[\"x\"].Inputs[\"y\"].Steps[0].Code"));
        Assert.Equal("\"rate\"", await prompt.Says("why(z).Inputs[\"x\"].Definitions[0].Name"));
        Assert.Contains("no input; there are: x", Assert.Single((await prompt.Submit("why(z).Inputs[\"q\"]")).Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_why_does_not_read_the_value()
    {
        await using var prompt = await Made("int f() => 1;", "x = f();", "int f() => 2;");
        Assert.Empty((await prompt.Submit("why(x)")).Notes);
    }

    private static async Task<Prompt> Made(params string[] submissions)
    {
        var prompt = new Prompt();
        await prompt.Do(submissions);
        return prompt;
    }

    private static async Task<string> Outdated(Prompt prompt, string variable) =>
        (await prompt.Says($"who().Single(v => v.Name == \"{variable}\").Outdated")).Trim('"');
}
