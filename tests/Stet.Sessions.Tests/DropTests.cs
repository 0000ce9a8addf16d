namespace Stet.Sessions.Tests;

/// <summary><c>drop</c>: several names at once, whatever has a name, and nothing that is used without saying so.</summary>
public class DropTests
{
    [Fact]
    public async Task What_uses_each_other_goes_together()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Day(int N); int Even(int n) => n == 0 ? 1 : Odd(n - 1); int Odd(int n) => n == 0 ? 0 : Even(n - 1); int Sum() => days.Sum(d => d.N); var days = new List<Day> { new(2) };");
        Assert.Equal("STET0406", await prompt.Says("drop Even"));
        Assert.Equal("STET0404", await prompt.Says("drop days"));
        Assert.Contains("STET0406", await prompt.Says("drop Day"), StringComparison.Ordinal);
        await prompt.Do("drop Even Odd", "drop Day days Sum");
        Assert.Equal("0", await prompt.Says("defs().Count + who().Count"));
        await prompt.Do("undo", "undo");
        Assert.Equal("(2, 1)", await prompt.Says("(Sum(), Even(4))"));
    }

    [Fact]
    public async Task A_name_that_can_be_two_things_is_not_guessed()
    {
        await using var prompt = new Prompt();
        prompt.Save("geo.cs", "namespace Geo { class A { } } namespace Other { class A { public int N; } } class Pair<T> { } class Pair<T, U> { }");
        Assert.Equal("STET0403", await prompt.Says("drop A"));
        Assert.Equal("STET0403", await prompt.Says("drop Pair"));
        Assert.Equal("STET0403", await prompt.Says("drop Other.A.N"));
        Assert.Equal("STET0403", await prompt.Says("drop System"));
        Assert.StartsWith("Pair can be Pair<T> or Pair<T, U>: ", Assert.Single((await prompt.Submit("drop Pair")).Errors).Message, StringComparison.Ordinal);
        await prompt.Do("drop Geo.A Pair<T, U>");
        Assert.Equal("\"Other.A Pair<T>\"", await prompt.Says("string.Join(' ', defs().Select(d => d.Name))"));
    }

    [Fact]
    public async Task A_generic_type_is_called_as_it_was_written()
    {
        await using var prompt = new Prompt();
        await prompt.Do("class Box<TItem> { public TItem V = default!; }", "b = new Box<int> { V = 3 };", "int use(Box<int> b) => b.V;");
        Assert.StartsWith("Box<TItem> is used: use would", (await prompt.Submit("drop Box")).Errors[0].Message, StringComparison.Ordinal);
        await prompt.Do("drop use");
        Assert.Contains("there is no type Box<TItem> any more", Assert.Single((await prompt.Submit("drop Box<TItem>")).Errors).Message, StringComparison.Ordinal);
        await prompt.Do("class Box<TItem> { public TItem V = default!; public int N; }");
        Assert.Equal("undone: b, Box<TItem>", Assert.Single((await prompt.Submit("undo")).Notes, n => n.Text.StartsWith("undone", StringComparison.Ordinal)).Text);
        Assert.Contains("b (value), Box<TItem> (definition)", (await prompt.Session.List("log")).Text, StringComparison.Ordinal);
        await prompt.Do("drop b", "drop Box`1");
        Assert.Contains("Box<> (definition)", (await prompt.Session.List("log")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_using_can_be_dropped()
    {
        await using var prompt = new Prompt();
        await prompt.Do("using System.Net;", "using T = System.Text.StringBuilder;", "string Local() => IPAddress.Loopback.ToString();");
        Assert.Equal("STET0406", await prompt.Says("drop System.Net"));
        await prompt.Do("drop Local System.Net T");
        Assert.Equal("CS0103", await prompt.Says("IPAddress.Loopback"));
        Assert.DoesNotContain("using", prompt.Read("workspace.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lambda_that_uses_a_variable_is_named_by_what_holds_it()
    {
        await using var prompt = new Prompt();
        await prompt.Do("k = 7; add = (int v) => v + k;");
        var refused = await prompt.Submit("drop k");
        Assert.Contains("k is used by code of In[1] in add", refused.Errors[0].Message, StringComparison.Ordinal);
        await prompt.Do("force");
        Assert.NotEqual("12", await prompt.Says("add(5)"));
        await prompt.Do("undo");
        Assert.Equal("12", await prompt.Says("add(5)"));
        await prompt.Do("drop k add");
        Assert.Equal("0", await prompt.Says("who().Count"));
        Assert.Equal("STET0403", await prompt.Says("drop In1"));
    }
}
